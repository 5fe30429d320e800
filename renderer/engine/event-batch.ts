// Collects events and hands them on together: however many come, one picture of the window is made of them.

/** Calls back once, soon. */
export type Soon = (callback: () => void) => void;

/** A window that is not shown draws no frames; its title still tells the progress. */
const UNSEEN_MS = 500;

/** At the next frame, or half a second later where no frames are drawn. */
export const nextFrame: Soon = (callback) => {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    callback();
  };
  const timer = setTimeout(once, UNSEEN_MS);
  const frame = requestAnimationFrame(once);
};

export class EventBatch<Event> {
  private readonly soon: Soon;
  private readonly take: (events: readonly Event[]) => void;
  private waiting: Event[] = [];

  constructor(take: (events: readonly Event[]) => void, soon: Soon) {
    this.take = take;
    this.soon = soon;
  }

  add(event: Event): void {
    this.waiting.push(event);
    if (this.waiting.length === 1) this.soon(() => this.flush());
  }

  /** Forgets what waits. */
  clear(): void {
    this.waiting = [];
  }

  private flush(): void {
    const events = this.waiting;
    this.waiting = [];
    if (events.length > 0) this.take(events);
  }
}
