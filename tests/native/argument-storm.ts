// Calls every verb of the addon with wrong and right-looking arguments in random combinations. It must answer each with
// TypeError or RangeError, or with a value where the arguments happen to be right, and never end the process.

type Verb = (...parameters: readonly unknown[]) => unknown;

/** Every verb but watch, which would leave something running, and sha256Batch, which has tests of its own. */
export const VERBS = [
  ...(['open', 'execute', 'maxTransferBytes', 'close', 'list', 'unwatch'] as const),
  ...(['openTarget', 'nextCommand', 'answerCommand', 'closeTarget'] as const),
] as const;

/** What came of the calls of a storm. */
export interface StormReport {
  readonly typeErrors: number;
  readonly rangeErrors: number;
  readonly answers: number;
}

/** `rounds` calls with arguments chosen by `seed`. Throws on an error of any other kind. */
export function storm(addon: unknown, seed: number, rounds: number): StormReport {
  const report = { typeErrors: 0, rangeErrors: 0, answers: 0 };
  const random = randomOf(seed);
  const pool = wrongThings();
  for (let round = 0; round < rounds; round++) {
    const verb = verbOf(addon, VERBS[random(VERBS.length)] ?? 'open');
    const parameters = Array.from({ length: random(7) }, () => pool[random(pool.length)]);
    try {
      verb(...parameters);
      report.answers++;
    } catch (error) {
      if (error instanceof TypeError) report.typeErrors++;
      else if (error instanceof RangeError) report.rangeErrors++;
      else throw error;
    }
  }
  return report;
}

function verbOf(addon: unknown, name: string): Verb {
  const verb: unknown = typeof addon === 'object' && addon !== null ? Reflect.get(addon, name) : undefined;
  if (typeof verb !== 'function') throw new Error(`the addon has no verb "${name}"`);
  return verb as Verb;
}

function wrongThings(): readonly unknown[] {
  const detached = new Uint8Array(12);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });
  const shared = new Uint8Array(new SharedArrayBuffer(2048), 64, 512);
  const lengthOf = (length: number): Uint8Array => new Uint8Array(length);
  return [
    undefined,
    null,
    true,
    false,
    0,
    1,
    -1,
    30_000,
    18_000_001,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    10n,
    '',
    'in',
    'out',
    'none',
    '/dev/null',
    '/nowhere/at/all',
    `/${'x'.repeat(5000)}`,
    'with\0nul',
    '\uD800',
    Symbol('path'),
    {},
    { length: 6 },
    [],
    [0, 0, 0, 0, 0, 0],
    new Proxy({}, {}),
    () => undefined,
    new Date(0),
    new Map(),
    lengthOf(0),
    lengthOf(5),
    lengthOf(6),
    lengthOf(10),
    lengthOf(12),
    lengthOf(16),
    lengthOf(17),
    lengthOf(4096),
    Buffer.alloc(10),
    shared,
    detached,
    new Int8Array(6),
    new Uint8ClampedArray(6),
    new Uint16Array(6),
    new Float64Array(6),
    new BigUint64Array(6),
    new DataView(new ArrayBuffer(6)),
    new ArrayBuffer(6),
    new SharedArrayBuffer(6),
    Object.create(Uint8Array.prototype),
  ];
}

/** Numbers below a limit, the same for the same seed (xorshift32). */
function randomOf(seed: number): (limit: number) => number {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}
