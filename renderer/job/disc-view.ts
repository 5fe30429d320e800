// Keeps a canvas painted with the latest picture of a disc: once a frame at most, and again when its size or the theme
// changes. Outside React, as the plot is.
import { type DiscColours, paintDisc } from './disc-painter.ts';
import type { DiscPicture } from './disc-picture.ts';
import { tokenColour, watchTheme } from './theme-colours.ts';

export class DiscView {
  private readonly canvas: HTMLCanvasElement;
  private readonly resized: ResizeObserver;
  private readonly stopWatching: () => void;
  private colours = discColours();
  private picture: DiscPicture | undefined;
  private frame = 0;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.resized = new ResizeObserver(() => this.schedule());
    this.resized.observe(canvas);
    this.stopWatching = watchTheme(() => {
      this.colours = discColours();
      this.schedule();
    });
  }

  show(picture: DiscPicture): void {
    this.picture = picture;
    this.schedule();
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.stopWatching();
  }

  private schedule(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    const context = this.canvas.getContext('2d');
    if (context === null || this.picture === undefined) return;
    const size = this.canvas.clientWidth;
    const pixels = Math.round(size * devicePixelRatio);
    if (this.canvas.width !== pixels) this.canvas.width = this.canvas.height = pixels;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    paintDisc(context, size, this.picture, this.colours);
  }
}

function discColours(): DiscColours {
  return {
    disc: tokenColour('--disc-body'),
    blank: tokenColour('--sunken'),
    edge: tokenColour('--line-strong'),
    label: tokenColour('--text-muted'),
    used: tokenColour('--disc-used'),
    simulated: tokenColour('--info'),
    written: tokenColour('--accent'),
    read: tokenColour('--accent'),
    verified: tokenColour('--good'),
    bad: tokenColour('--danger'),
  };
}
