// Where on a disc a byte lies, in millimetres from its centre. A track runs at constant density, so what has been
// written grows with the area it covers, not with the radius (ECMA-130 10, ECMA-267 10.7, Blu-ray white paper 1.C).
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';

export interface DiscShape {
  /** Where the program area begins and ends. */
  readonly innerMm: number;
  readonly outerMm: number;
  readonly layers: number;
  readonly totalBytes: number;
}

/** A piece of one layer between two radii. */
export interface Ring {
  /** From 0 on, the layer that is written first. */
  readonly layer: number;
  readonly innerMm: number;
  readonly outerMm: number;
}

export function discShape(medium: MediumKind, layers: number, totalBytes: number): DiscShape {
  const isCd = mediumKindFacts(medium).family === 'cd';
  return { innerMm: isCd ? 25 : 24, outerMm: 58, layers: Math.max(1, layers), totalBytes: Math.max(1, totalBytes) };
}

/**
 * The rings that the bytes from `start` up to `end` cover. The first layer runs from the inside out, the second back
 * from the outside in, and so on.
 */
export function ringsOf(shape: DiscShape, start: number, end: number): Ring[] {
  const bytesOfLayer = shape.totalBytes / shape.layers;
  const rings: Ring[] = [];
  for (let layer = 0; layer < shape.layers; layer++) {
    const from = share(start - layer * bytesOfLayer, bytesOfLayer);
    const to = share(end - layer * bytesOfLayer, bytesOfLayer);
    if (to <= from) continue;
    const isInward = layer % 2 === 1;
    rings.push({
      layer,
      innerMm: radiusAt(shape, isInward ? 1 - to : from),
      outerMm: radiusAt(shape, isInward ? 1 - from : to),
    });
  }
  return rings;
}

/** The radius within which a share (0 to 1) of the program area lies. */
function radiusAt(shape: DiscShape, fraction: number): number {
  const inner = shape.innerMm ** 2;
  const outer = shape.outerMm ** 2;
  return Math.sqrt(inner + fraction * (outer - inner));
}

function share(bytes: number, ofBytes: number): number {
  return Math.min(1, Math.max(0, bytes / ofBytes));
}
