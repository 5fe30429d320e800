// The plot itself: speed now and on average against the left axis, seconds of safety against the right one, a line where
// a stage begins. It is drawn outside React, at most once a frame.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { SINGLE_SPEED } from '../../app/base/units.ts';
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';
import type { PlotData } from './plot-data.ts';
import { highest } from './plot-summary.ts';
import { tokenColour, watchTheme } from './theme-colours.ts';

export interface SpeedPlotWords {
  /** Gives the base of the left axis; without one it counts MB/s. */
  readonly medium: MediumKind | undefined;
  readonly decimal: (value: number) => string;
}

interface PlotColours {
  readonly speed: string;
  readonly fill: string;
  readonly average: string;
  readonly safety: string;
  readonly text: string;
  readonly grid: string;
  readonly font: string;
}

/** Seconds between the marks of an axis. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200];
const SAFETY_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** Its sides are an enumeration without values at run time. */
const ON_THE_RIGHT = { side: 1 } as const;
const HEIGHT_PX = 190;
const AXIS_PX = 52;
/** An axis that ends lower would make noise look like a storm. */
const LEAST_TIMES = 1;
const LEAST_SAFETY_SECONDS = 2;

export class SpeedPlot {
  private readonly place: HTMLElement;
  private readonly data: PlotData;
  private readonly base: number;
  private readonly plot: uPlot;
  private readonly resized: ResizeObserver;
  private readonly stopWatching: () => void;
  private colours = plotColours();
  private frame = 0;

  constructor(place: HTMLElement, data: PlotData, words: SpeedPlotWords) {
    this.place = place;
    this.data = data;
    this.base = words.medium === undefined ? 1000 : SINGLE_SPEED[mediumKindFacts(words.medium).family];
    this.plot = new uPlot(this.options(words), this.shown(), place);
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(place);
    this.stopWatching = watchTheme(() => {
      this.colours = plotColours();
      this.plot.redraw(false);
    });
  }

  /** Shows what the data hold by the next frame. */
  update(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.plot.setData(this.shown());
    });
  }

  close(): void {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.stopWatching();
    this.plot.destroy();
  }

  private fit(): void {
    const width = this.place.clientWidth;
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT_PX });
  }

  private shown(): uPlot.AlignedData {
    const [seconds, speed, average, safety] = this.data.columns;
    const inTimes = (value: number | null): number | null => (value === null ? null : value / this.base);
    return [seconds, speed.map(inTimes), average.map(inTimes), safety];
  }

  private options({ medium, decimal }: SpeedPlotWords): uPlot.Options {
    return {
      width: Math.max(1, this.place.clientWidth),
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 4, 0, 0],
      scales: {
        x: { time: false },
        y: { range: (_plot, _min, max) => [0, Math.max(LEAST_TIMES, max) * 1.1] },
        safety: { range: (_plot, _min, max) => [0, Math.max(LEAST_SAFETY_SECONDS, max) * 1.1] },
      },
      axes: this.axes(medium === undefined ? (value) => decimal(value) : (value) => `${decimal(value)}x`),
      series: [
        {},
        { stroke: () => this.colours.speed, fill: () => this.colours.fill, width: 1.5, points: { show: false } },
        { stroke: () => this.colours.average, dash: [6, 4], width: 1.5, points: { show: false } },
        { scale: 'safety', stroke: () => this.colours.safety, width: 1, points: { show: false } },
      ],
      hooks: { drawAxes: [(plot) => this.drawMarks(plot)] },
    };
  }

  private axes(inTimes: (value: number) => string): uPlot.Axis[] {
    const look: uPlot.Axis = {
      stroke: () => this.colours.text,
      font: this.colours.font,
      ticks: { show: false },
      grid: { stroke: () => this.colours.grid, width: 1 },
    };
    const hasSafety = (): boolean => highest(this.data.columns[3]) !== undefined;
    const safetyAxis = Object.assign(
      {
        ...look,
        scale: 'safety',
        incrs: SAFETY_STEPS,
        size: () => (hasSafety() ? AXIS_PX : 0),
        grid: { show: false },
        values: (_plot: uPlot, splits: number[]) => (hasSafety() ? splits.map((value) => `${value} s`) : []),
      },
      ON_THE_RIGHT,
    );
    return [
      { ...look, size: 28, incrs: TIME_STEPS, grid: { show: false }, values: (_plot, splits) => splits.map(clockTime) },
      { ...look, size: AXIS_PX, values: (_plot, splits) => splits.map(inTimes) },
      safetyAxis,
    ];
  }

  private drawMarks(plot: uPlot): void {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = this.colours.text;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const { seconds } of this.data.marks.slice(1)) {
      const x = Math.round(plot.valToPos(seconds, 'x', true));
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }
}

/** "0:05", "12:30", "1:02:00". */
function clockTime(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

function plotColours(): PlotColours {
  return {
    speed: tokenColour('--accent'),
    fill: tokenColour('--accent-soft'),
    average: tokenColour('--text-muted'),
    safety: tokenColour('--info'),
    text: tokenColour('--text-muted'),
    grid: tokenColour('--line'),
    font: `12px ${tokenColour('--font')}`,
  };
}
