// Where changes are told and front ends listen.
import type { EngineEvent } from '../contract/engine-state.ts';

export class EventHub {
  private readonly listeners = new Set<(event: EngineEvent) => void>();
  private readonly onAudience: (isThere: boolean) => void;

  /** `onAudience` is told when the first listener comes and when the last one has gone. */
  constructor(onAudience: (isThere: boolean) => void = () => undefined) {
    this.onAudience = onAudience;
  }

  /** Returns the way to stop listening. */
  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    try {
      if (this.listeners.size === 1) this.onAudience(true);
    } catch (thrown) {
      this.listeners.delete(listener);
      throw thrown;
    }
    return () => {
      if (this.listeners.delete(listener) && this.listeners.size === 0) this.onAudience(false);
    };
  }

  emit(event: EngineEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
