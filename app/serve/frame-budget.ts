// How much one connection may say: far more than a window ever does, and less than what would fill the memory of the
// engine's thread, whose queue of messages has no bound of its own.

const MOST_FRAMES = 2000;
const FRAMES_A_SECOND = 500;
const MOST_BYTES = 16_777_216;
const BYTES_A_SECOND = 4_194_304;

export class FrameBudget {
  private readonly now: () => number;
  private frames = MOST_FRAMES;
  private bytes = MOST_BYTES;
  private last: number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
    this.last = now();
  }

  /** Takes one frame out of the budget; false when there is none left. */
  spend(bytes: number): boolean {
    const seconds = (this.now() - this.last) / 1000;
    this.last = this.now();
    this.frames = Math.min(MOST_FRAMES, this.frames + seconds * FRAMES_A_SECOND);
    this.bytes = Math.min(MOST_BYTES, this.bytes + seconds * BYTES_A_SECOND);
    if (this.frames < 1 || this.bytes < bytes) return false;
    this.frames -= 1;
    this.bytes -= bytes;
    return true;
  }
}
