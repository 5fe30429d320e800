// Descriptors changed at random: the reader ends, rejects nothing, and goes round in no circles. tests/fuzz/udf.ts tries as
// many as one likes.
import { describe, expect, it } from 'vitest';
import { FUZZED, mutatedUdf, visitUdf } from './mutated-udf.ts';

const RUNS = 3000;

describe('descriptors changed at random', () => {
  it('never make the reader fail', { timeout: 120_000 }, async () => {
    let opened = 0;
    for (let seed = 1; seed <= RUNS; seed++) {
      const { name, bytes } = mutatedUdf(seed);
      const entries = await visitUdf(bytes).catch((thrown: unknown) => {
        throw new Error(`seed ${seed} in ${name}`, { cause: thrown });
      });
      if (entries > 0) opened++;
    }
    // Most of them are still volumes with something in them, or nothing would have been tried.
    expect(FUZZED.length).toBeGreaterThan(0);
    expect(opened).toBeGreaterThan(RUNS / 3);
  });
});
