// The system as the doctor looks at it: files, folders, nodes, rights. A small port, so that a test can be a whole machine
// made of data. Nothing here throws: what cannot be read is not there.

/** What stat(2) says of a path. */
export interface PathStatus {
  readonly kind: 'block' | 'character' | 'folder' | 'file' | 'other';
  /** Major and minor number of a node, "11:0"; empty for anything else. */
  readonly device: string;
  readonly gid: number;
  /** Permission bits. */
  readonly mode: number;
}

export interface User {
  readonly name: string;
  /** The primary group of the user's account. */
  readonly gid: number;
  /** The groups of this very process. */
  readonly groups: readonly number[];
}

export interface System {
  readonly platform: NodeJS.Platform;
  /** Of the kernel: "6.1.0-18-amd64". */
  readonly release: string;
  /** The program that this process runs, its full path. */
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly user: User;
  /** At most the first 4 MiB of a file. */
  text(path: string): Promise<string | undefined>;
  /** The names in a folder, sorted, at most 10,000; undefined where there is no such folder. */
  names(folder: string): Promise<readonly string[] | undefined>;
  /** Links are followed. */
  status(path: string): Promise<PathStatus | undefined>;
  /** Whether this process may read and write there, ACLs included. */
  mayWrite(path: string): Promise<boolean>;
  /** The path with every link followed. */
  realPath(path: string): Promise<string | undefined>;
  freeBytes(folder: string): Promise<number | undefined>;
  /** Windows: a value of the registry as text. */
  registryValue(key: string, value: string): Promise<string | undefined>;
}
