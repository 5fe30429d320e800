// Other people's burning programs on our recorder, through a real kernel.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { besideBlank, prepareImages } from './attached-drive.ts';
import { LabMachine } from './machine.ts';
import { pairs } from './pairs.ts';

describe('a virtual drive, attached to the kernel', () => {
  let machine: LabMachine;

  beforeAll(async () => {
    machine = await LabMachine.boot({ memoryMiB: 3000 });
    await prepareImages(machine);
  });
  afterAll(() => machine.stop());

  test.each(pairs)('$program, $medium, $way', async ({ medium, script }) => {
    const { code, stdout, stderr } = await besideBlank(machine, medium, script);
    expect(code, `${stdout}\n${stderr}`).toBe(0);
  });
});
