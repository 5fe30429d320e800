// Volumes with bytes changed at random: a reader ends, rejects nothing, and goes round in no circles. A hundred thousand of them
// are tried by tests/fuzz/volumes.ts.
import { describe, expect, it } from 'vitest';
import { isoImage, nm, px, rockRidgeImage, isoRecord, PLACE } from './iso-builder.ts';
import { mutated, visit } from './mutated-volumes.ts';
import { sampleBytes } from './sample-images.ts';

const RUNS = 250;
const built = rockRidgeImage([
  isoRecord({ name: 'A.TXT;1', block: PLACE.a, bytes: 5, systemUse: Buffer.concat([px(0o100644), nm('a name')]) }),
]);

const SAMPLES = ['iso/rr-joliet', 'iso/zisofs1', 'iso/aaip', 'iso/level4', 'multi/grown', 'boot/bios-uefi'];
const SOUND = new Map([
  ['a built volume', isoImage()],
  ['one with Rock Ridge', built],
  ...SAMPLES.map((name) => [name, sampleBytes(`${name}.iso`)] as const),
]);

describe('bytes changed at random', () => {
  it.each([...SOUND.keys()])(
    'in %s',
    async (name) => {
      const sound = SOUND.get(name) ?? Buffer.alloc(0);
      for (let seed = 1; seed <= RUNS; seed++) {
        const { entries, findings } = await visit(mutated(sound, seed)).catch((thrown: unknown) => {
          throw new Error(`with seed ${seed}`, { cause: thrown });
        });
        expect(entries + findings).toBeGreaterThan(0);
      }
    },
    60_000,
  );
});
