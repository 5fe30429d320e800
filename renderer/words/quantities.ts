// Sizes, speeds, times and dates as a person reads them, in each language. kB, MB and GB are powers of 1000, KiB, MiB
// and GiB of 1024.
import { SINGLE_SPEED } from '../../app/base/units.ts';
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';
import type { Language } from './language.ts';

export interface Quantities {
  /** "512 bytes", "4.7 GB". */
  readonly size: (bytes: number) => string;
  /** As on the box and as a computer counts: "4.7 GB (4.4 GiB)". */
  readonly bothSizes: (bytes: number) => string;
  /** `kBps` in kB/s: "8.0x (11.1 MB/s)"; without a medium only "11.1 MB/s". */
  readonly speed: (kBps: number, medium?: MediumKind) => string;
  /** "8 s", "3 min 05 s", "1 h 02 min". */
  readonly duration: (ms: number) => string;
  /** A duration that nobody knows exactly: never "0 s", which is no time. */
  readonly estimate: (ms: number) => string;
  /** 0 to 1: "42%". Never rounded up to the whole. */
  readonly percent: (fraction: number) => string;
  /** With separators of thousands. */
  readonly count: (value: number) => string;
  readonly decimal: (value: number) => string;
  /** ISO 8601 in, date and time of the day out. An unreadable date is given back as it is. */
  readonly dateTime: (iso: string) => string;
  readonly date: (iso: string) => string;
}

const BYTE_WORD: Readonly<Record<Language, string>> = { en: 'bytes', de: 'Byte' };
const SHORTEST_ESTIMATE_MS = 1000;
const made = new Map<Language, Quantities>();

/** The same object for the same language every time. */
export function quantitiesIn(language: Language): Quantities {
  const known = made.get(language);
  if (known !== undefined) return known;
  const quantities = makeQuantities(language);
  made.set(language, quantities);
  return quantities;
}

function makeQuantities(language: Language): Quantities {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const dateTimes = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });

  const scaled = (bytes: number, step: number, names: readonly string[]): string => {
    const { value, name } = inUnit(bytes, step, names);
    return `${tenths.format(value)} ${name}`;
  };
  const size = (bytes: number): string =>
    bytes < 1000 ? `${whole.format(bytes)} ${BYTE_WORD[language]}` : scaled(bytes, 1000, DECIMAL_UNITS);
  const speed = (kBps: number, medium?: MediumKind): string => {
    const rate = `${size(Math.round(kBps * 1000))}/s`;
    return medium === undefined
      ? rate
      : `${tenths.format(kBps / SINGLE_SPEED[mediumKindFacts(medium).family])}x (${rate})`;
  };
  return {
    size,
    speed,
    duration: durationInWords,
    estimate: (ms) => durationInWords(Math.max(SHORTEST_ESTIMATE_MS, ms)),
    bothSizes: (bytes) => (bytes < 1024 ? size(bytes) : `${size(bytes)} (${scaled(bytes, 1024, BINARY_UNITS)})`),
    percent: (fraction) => percents.format(Math.floor(fraction * 100 + 1e-9) / 100),
    count: (value) => whole.format(value),
    decimal: (value) => tenths.format(value),
    dateTime: (iso) => formatted(dateTimes, iso),
    date: (iso) => formatted(dates, iso),
  };
}

const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'];
const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

function inUnit(bytes: number, step: number, names: readonly string[]): { value: number; name: string } {
  let value = bytes / step;
  let name = names[0] ?? '';
  for (const next of names.slice(1)) {
    // What would be rounded to 1000.0 of one unit is 1.0 of the next.
    if (Number(value.toFixed(1)) < step) break;
    value /= step;
    name = next;
  }
  return { value, name };
}

function durationInWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function formatted(format: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}
