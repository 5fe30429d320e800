// Paints the picture of a disc on a canvas. It knows no React: whoever has a canvas and a picture calls it, at most once
// a frame.
import { type DiscPicture, type DiscTone, type PaintedRing, paintedRings } from './disc-picture.ts';

/** Colours as CSS writes them, read from the tokens of the theme. */
export interface DiscColours extends Readonly<Record<DiscTone, string>> {
  readonly disc: string;
  readonly blank: string;
  readonly edge: string;
  readonly label: string;
}

/** Of every 12 cm disc. */
const DISC_RADIUS_MM = 60;
const HUB_RADIUS_MM = 7.5;
/** Where the clear plastic between hub and program area ends. */
const CLAMPING_RADIUS_MM = 21;
/** Between two layers that are drawn side by side. */
const GAP_RADIANS = 0.05;
const TOP = -Math.PI / 2;

interface Sector {
  readonly from: number;
  readonly to: number;
}

/** `size` is the edge of the square in CSS pixels; the context is scaled to them. */
export function paintDisc(context: CanvasRenderingContext2D, size: number, picture: DiscPicture, colours: DiscColours) {
  const scale = size / 2 / DISC_RADIUS_MM;
  context.save();
  context.clearRect(0, 0, size, size);
  context.translate(size / 2, size / 2);
  context.scale(scale, scale);
  paintBody(context, picture, colours, 1 / scale);
  for (const ring of paintedRings(picture)) {
    paintRing(context, ring, sectorOf(ring.layer, picture.shape.layers), colours[ring.tone]);
  }
  paintEdges(context, colours, 1 / scale);
  paintLayerNumbers(context, picture.shape.layers, colours);
  context.restore();
}

/** Layers lie side by side, as if the disc were cut open: the first on the right of the top, the others clockwise. */
function sectorOf(layer: number, layers: number): Sector {
  if (layers === 1) return { from: 0, to: 2 * Math.PI };
  const width = (2 * Math.PI) / layers;
  return { from: TOP + layer * width + GAP_RADIANS / 2, to: TOP + (layer + 1) * width - GAP_RADIANS / 2 };
}

function paintBody(
  context: CanvasRenderingContext2D,
  { shape }: DiscPicture,
  colours: DiscColours,
  pixel: number,
): void {
  fillAnnulus(context, HUB_RADIUS_MM, DISC_RADIUS_MM - pixel, colours.disc);
  for (let layer = 0; layer < shape.layers; layer++) {
    const area = { layer, innerMm: shape.innerMm, outerMm: shape.outerMm };
    paintRing(context, area, sectorOf(layer, shape.layers), colours.blank);
  }
}

function paintRing(
  context: CanvasRenderingContext2D,
  { innerMm, outerMm }: Pick<PaintedRing, 'innerMm' | 'outerMm'>,
  { from, to }: Sector,
  colour: string,
): void {
  context.beginPath();
  context.arc(0, 0, outerMm, from, to);
  context.arc(0, 0, innerMm, to, from, true);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}

function fillAnnulus(context: CanvasRenderingContext2D, innerMm: number, outerMm: number, colour: string): void {
  paintRing(context, { innerMm, outerMm }, { from: 0, to: 2 * Math.PI }, colour);
}

function paintEdges(context: CanvasRenderingContext2D, colours: DiscColours, pixel: number): void {
  context.lineWidth = pixel;
  context.strokeStyle = colours.edge;
  for (const radius of [HUB_RADIUS_MM, CLAMPING_RADIUS_MM, DISC_RADIUS_MM - pixel]) {
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.stroke();
  }
}

function paintLayerNumbers(context: CanvasRenderingContext2D, layers: number, colours: DiscColours): void {
  if (layers === 1) return;
  context.fillStyle = colours.label;
  context.font = '5px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const radius = (HUB_RADIUS_MM + CLAMPING_RADIUS_MM) / 2;
  for (let layer = 0; layer < layers; layer++) {
    const { from, to } = sectorOf(layer, layers);
    const angle = (from + to) / 2;
    context.fillText(String(layer + 1), radius * Math.cos(angle), radius * Math.sin(angle));
  }
}
