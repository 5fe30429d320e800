// Other people's burning programs on our recorder, through a real kernel.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareImages, visit, type Done } from './attached-drive.ts';
import { LabMachine } from './machine.ts';
import { BD_VISITS } from './pairs/bd.ts';
import { CD_VISITS } from './pairs/cd.ts';
import { DVD_VISITS } from './pairs/dvd.ts';
import type { Step } from './pairs/pair.ts';

let machine: LabMachine;
beforeAll(async () => {
  machine = await LabMachine.boot({ memoryMiB: 3000 });
  await prepareImages(machine);
});
afterAll(() => machine.stop());

for (const plan of [...CD_VISITS, ...DVD_VISITS, ...BD_VISITS]) {
  describe(`${plan.medium}, ${plan.about}`, () => {
    let done: readonly Done[] = [];
    beforeAll(async () => {
      ({ done } = await visit(machine, plan));
    });
    test.each(plan.steps.map((step, i) => ({ ...step, i })))('$program $does', (step) => judge(step, done[step.i]));
  });
}

function judge({ refuses }: Step, done: Done | undefined): void {
  const words = `${done?.stdout ?? ''}\n${done?.stderr ?? ''}`;
  if (refuses === undefined) expect(done?.code, words).toBe(0);
  // Some end with 0 all the same: their words count.
  else expect(words).toMatch(refuses.says);
}
