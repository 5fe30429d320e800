// The drives as every window shows them: which there are and what is in them.
import type { DriveCard, EngineEvent } from '../contract/engine-state.ts';
import { toBurnishError } from '../base/errors.ts';
import type { Engine } from './engine.ts';

const LOOK_EVERY_MS = 1000;

export class DriveWatch {
  private readonly engine: Engine;
  private readonly emit: (event: EngineEvent) => void;
  private readonly known = new Map<string, DriveCard>();
  private timer: NodeJS.Timeout | undefined;

  constructor(engine: Engine, emit: (event: EngineEvent) => void) {
    this.engine = engine;
    this.emit = emit;
  }

  cards(): DriveCard[] {
    return [...this.known.values()];
  }

  watch(isWanted: boolean): void {
    clearInterval(this.timer);
    if (!isWanted) return;
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
    void this.look();
  }

  taken(drive: string, job: string): void {
    const card = this.known.get(drive);
    if (card !== undefined) this.put({ listing: card.listing, job });
  }

  freed(drive: string): void {
    const card = this.known.get(drive);
    if (card !== undefined) this.put({ listing: card.listing });
    void this.look();
  }

  private put(card: DriveCard): void {
    const old = this.known.get(card.listing.name);
    if (JSON.stringify(old) === JSON.stringify(card)) return;
    this.known.set(card.listing.name, card);
    this.emit({ type: 'drive', drive: card });
  }

  private async look(): Promise<void> {
    const listings = await this.engine.drives();
    for (const name of this.known.keys()) {
      if (listings.some((one) => one.name === name)) continue;
      this.known.delete(name);
      this.emit({ type: 'drive-gone', name });
    }
    for (const listing of listings) {
      if (this.known.get(listing.name)?.job !== undefined) continue;
      try {
        this.put({ listing, report: await this.engine.describe(listing.name) });
      } catch (thrown) {
        this.put({ listing, error: toBurnishError(thrown, 'looking at the drive').report });
      }
    }
  }
}
