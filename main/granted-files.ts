// The files that the user chose in a dialog, dropped or opened: the page may name them to the engine, also after it was
// loaded anew.
import type { EngineConnection } from '../app/engine/engine-host.ts';

/** The oldest are forgotten. */
const MOST = 1000;

export class GrantedFiles {
  private readonly paths = new Set<string>();
  private connection: EngineConnection | undefined;

  grant(path: string): void {
    this.paths.delete(path);
    this.paths.add(path);
    const [oldest] = this.paths;
    if (this.paths.size > MOST && oldest !== undefined) this.paths.delete(oldest);
    this.connection?.grant(path);
  }

  /** The page speaks over this connection from now on. */
  attach(connection: EngineConnection): void {
    this.connection = connection;
    for (const path of this.paths) connection.grant(path);
  }
}
