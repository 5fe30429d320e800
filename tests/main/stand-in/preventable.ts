// Events whose consequence a listener can prevent.
import type { EventEmitter } from 'node:events';

/** An event whose consequence can be prevented. */
class Preventable {
  isPrevented = false;
  preventDefault(): void {
    this.isPrevented = true;
  }
}

/** Emits the event and tells whether its consequence may follow. */
export function mayHappen(emitter: EventEmitter, name: string, ...more: unknown[]): boolean {
  const event = new Preventable();
  emitter.emit(name, event, ...more);
  return !event.isPrevented;
}
