// Things that happen one after the other, for a test that waits for the next one.
export class Arrivals<Thing> {
  private readonly waiting: Thing[] = [];
  private readonly takers: ((thing: Thing) => void)[] = [];

  put(thing: Thing): void {
    const taker = this.takers.shift();
    if (taker === undefined) this.waiting.push(thing);
    else taker(thing);
  }

  next(): Promise<Thing> {
    const thing = this.waiting.shift();
    if (thing !== undefined) return Promise.resolve(thing);
    return new Promise((resolve) => this.takers.push(resolve));
  }

  /** How many are there that nobody has taken. */
  get left(): number {
    return this.waiting.length;
  }
}
