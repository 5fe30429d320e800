// The call `doctor` through the engine's thread, on the machine that runs the tests.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doctorReportSchema } from '../../app/contract/doctor.ts';
import { EngineBench } from './engine-bench.ts';

let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.remove());

test('the doctor looks at this machine and tells of its folder, its user and its drives', async () => {
  const report = doctorReportSchema.parse(await bench.client.call('doctor', {}));
  expect(report.host.home).toBe(bench.home);
  expect(report.findings.map(({ cause }) => cause)).not.toContain('home-unwritable');
  const listed = (await bench.client.call('drives', {})).filter(({ kind }) => kind === 'real');
  expect(report.drives.map(({ name }) => name)).toEqual(expect.arrayContaining(listed.map(({ name }) => name)));
  expect(report.verdict === 'no-usable-drive').toBe(report.drives.every(({ state }) => state === 'unreachable'));
});

test('virtual drives are none of its business', async () => {
  const drive = await bench.recorder('practice', 'cd-r');
  const { drives } = await bench.client.call('doctor', {});
  expect(drives.map(({ name }) => name)).not.toContain(drive);
});
