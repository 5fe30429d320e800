// The doctor on Windows and on a Mac, where the addon lists the drives and the system tells less.
import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../app/base/errors.ts';
import type { DoctorReport } from '../../app/contract/doctor.ts';
import { ANSWERED, aDesktop, examined, type Machine } from './machine.ts';

const CLASS = String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Class\{4D36E965-E325-11CE-BFC1-08002BE10318}`;
const SERVICE = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\cdrom`;
const POLICY = String.raw`HKLM\SOFTWARE\Policies\Microsoft\Windows\RemovableStorageDevices\{53f56308-b6bf-11d0-94f2-00a0c91efb8b}`;

const windows: Machine = {
  ...aDesktop,
  platform: 'win32',
  release: '10.0.19045',
  registry: { [String.raw`${SERVICE}\Start`]: '0x1' },
  listed: [{ name: String.raw`\\.\CdRom0`, vendor: 'HL-DT-ST', product: 'BD-RE BH16NS55', bus: 'ATA' }],
};
const mac: Machine = {
  ...windows,
  platform: 'darwin',
  release: '23.5.0',
  registry: {},
  listed: [{ name: 'ioreg:100000abc', vendor: 'HL-DT-ST', product: 'DVDRW GX50N', bus: 'USB' }],
};

function refused(machine: Machine, code: ErrorReport['code'], details: Readonly<Record<string, string>> = {}): Machine {
  const error = { code, message: 'It went wrong.', doing: 'opening', nextStep: 'Try again.', details };
  return { ...machine, trial: { is: 'refused', error } };
}

const causesOf = ({ findings }: DoctorReport): readonly string[] => findings.map(({ cause }) => cause);

describe.each([
  ['Windows', windows, 'Windows 10.0.19045'],
  ['a Mac', mac, 'macOS 23.5.0'],
])('on %s', (_name, machine, system) => {
  it('a drive that answers is ready, and nothing of Linux is told', async () => {
    const report = await examined(machine);
    expect(report).toMatchObject({ verdict: 'well', findings: [], drives: [{ state: 'ready' }], host: { system } });
    expect(report.host).not.toHaveProperty('drivers');
  });

  it('no drive is no drive', async () => {
    const report = await examined({ ...machine, listed: [] });
    expect(causesOf(report)).toEqual(['no-drive']);
    expect(report.findings[0]?.message).toBe('The system knows of no optical drive.');
  });

  it('without the addon nothing is said of drives', async () => {
    const report = await examined({ ...machine, listed: [], addonMissing: 'The native addon is missing.' });
    expect(causesOf(report)).toEqual(['addon-missing']);
  });

  it('a program that has the drive is named where the system names it', async () => {
    const named = await examined(refused(machine, 'drive-busy', { holderKind: 'program', holder: 'Nero' }));
    expect(causesOf(named)).toEqual(['held-by-program']);
    expect(named.findings[0]?.message).toContain('Nero');
    const unnamed = await examined(refused(machine, 'drive-busy'));
    expect(causesOf(unnamed)).toEqual(['held-by-unseen']);
    expect(unnamed.findings[0]).not.toHaveProperty('command');
  });

  it('a drive that may not be opened is said to be so', async () => {
    const report = await examined(refused(machine, 'permission-denied'));
    expect(causesOf(report)).toEqual(['refused-despite-rights']);
    expect(report.verdict).toBe('no-usable-drive');
  });
});

describe('on Windows', () => {
  it('filters of other programs are named where there is no drive, and by themselves accuse nobody', async () => {
    const registry = { ...windows.registry, [String.raw`${CLASS}\UpperFilters`]: 'GEARAspiWDM' };
    const { findings } = await examined({ ...windows, registry, listed: [] });
    expect(findings).toMatchObject([
      { cause: 'no-drive', weight: 'blocks' },
      { cause: 'driver-filtered', weight: 'tells', command: `reg delete "${CLASS}" /v UpperFilters` },
    ]);
    expect(findings[1]?.message).toContain('GEARAspiWDM');
    expect(findings[1]?.fix).toMatch(/^Only if the Device Manager shows your drive with a warning sign/);
    expect((await examined({ ...windows, registry })).findings).toEqual([]);
  });

  it('the other list of filters is named when it is that one', async () => {
    const registry = { [String.raw`${CLASS}\LowerFilters`]: 'PxHelp20' };
    const lost = await examined({ ...windows, registry, listed: [] });
    expect(lost.findings[1]?.command).toBe(`reg delete "${CLASS}" /v LowerFilters`);
  });

  it('a driver that is disabled is switched on', async () => {
    const lost = await examined({ ...windows, registry: { [String.raw`${SERVICE}\Start`]: '0x4' }, listed: [] });
    expect(causesOf(lost)).toEqual(['driver-disabled']);
    expect(lost.findings[0]?.command).toBe('sc config cdrom start= system');
  });

  it('a policy against writing is told, though the drive answers', async () => {
    const report = await examined({
      ...windows,
      trial: ANSWERED,
      registry: { [String.raw`${POLICY}\Deny_Write`]: '0x1' },
    });
    expect(causesOf(report)).toEqual(['writing-forbidden']);
    expect(report.verdict).toBe('blocked');
  });
});
