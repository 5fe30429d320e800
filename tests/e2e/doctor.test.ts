// The page that says why a real drive cannot be used: what this machine has, and made-up machines with something wrong.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DoctorReport } from '../../app/contract/doctor.ts';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { expectAccessible } from './accessibility.ts';
import { BrowserHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { HOSTS, PATIENTLY } from './hosts.ts';
import { MadeUpDoctor } from './made-up-doctor.ts';
import { goTo } from './window-steps.ts';
import { withWindow } from './with-window.ts';

const HOST: DoctorReport['host'] = { system: 'Linux 6.1', user: 'anna', addon: true, home: '/home/anna/burnish' };
const COMMAND = 'sudo usermod -aG cdrom anna';
const BLOCKED: DoctorReport = {
  verdict: 'no-usable-drive',
  drives: [{ name: '/dev/sr0', vendor: 'ACME', product: 'WRITER', bus: 'USB', state: 'unreachable' }],
  findings: [
    {
      cause: 'not-in-group',
      weight: 'blocks',
      drive: '/dev/sr0',
      message: '/dev/sr0 belongs to the group cdrom, and anna is not in it.',
      fix: 'Join the group cdrom, then log out and in again.',
      command: COMMAND,
    },
    {
      cause: 'usb-slow-port',
      weight: 'tells',
      drive: '/dev/sr0',
      message: '/dev/sr0 seems to be made for USB 3 and is connected with 480 Mbit/s.',
      fix: 'Use another port.',
    },
  ],
  host: HOST,
};
const WELL: DoctorReport = {
  verdict: 'well',
  drives: [{ name: '/dev/sr0', vendor: 'ACME', product: 'WRITER', bus: 'USB', state: 'ready' }],
  findings: [],
  host: HOST,
};
const LISTING = { name: '/dev/sr0', vendor: 'ACME', product: 'WRITER', firmware: '1.0', kind: 'real' } as const;
const REFUSED: DriveCard = {
  listing: LISTING,
  error: {
    code: 'permission-denied',
    message: 'You are not allowed to use /dev/sr0.',
    doing: 'opening /dev/sr0',
    nextStep: 'Ask the administrator of this machine for access to the drive.',
  },
};

const chromium = findChromium();
const listSchema = z.object({ drives: z.array(z.unknown()) });

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('the doctor looks at this machine, and Drives leads to it where no real drive is', () =>
    withWindow(host, async ({ page, home }) => {
      const { drives } = listSchema.parse(JSON.parse(await home.succeed('drives', '--json')));
      await goTo(page, 'Drives');
      if (drives.length === 0) {
        await page.getByRole('link', { name: 'Why is my drive not here?' }).click();
        await page.getByRole('list', { name: 'Findings' }).waitFor();
      } else await goTo(page, 'Doctor');
      await page.getByRole('heading', { level: 1, name: 'Doctor' }).waitFor();
      await page.getByRole('region', { name: 'This computer' }).getByText(home.path).waitFor();
    }));
});

describe.skipIf(chromium === undefined)('on a machine with a drive that may not be used', PATIENTLY, () => {
  it('the reason and the one fix stand there, the command can be copied, and what was mended is seen', () =>
    withMadeUp(BLOCKED, async (page, doctor) => {
      await page.evaluate(() => (location.hash = '#/doctor'));
      const finding = page.getByRole('region', { name: /anna is not in it/u });
      await finding.getByText('Join the group cdrom, then log out and in again.').waitFor();
      await finding.getByText('In the way').waitFor();
      await page.getByRole('region', { name: 'Real drives' }).getByText('Cannot be used').waitFor();
      for (const theme of ['light', 'dark', 'high-contrast']) {
        await page.locator('html').evaluate((root, name) => root.setAttribute('data-theme', name), theme);
        await expectAccessible(page, `${theme}: findings`);
      }
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await finding.getByRole('button', { name: `Copy ${COMMAND}` }).click();
      await page.getByText(`${COMMAND} is on the clipboard.`).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(COMMAND);
      doctor.report = WELL;
      await page.getByRole('button', { name: 'Look again' }).click();
      await page.getByRole('heading', { name: 'All is well' }).waitFor();
      await finding.waitFor({ state: 'detached' });
    }));

  it('it looks again by itself when a drive comes, and when the user comes back to the window', () =>
    withMadeUp({ ...BLOCKED, drives: [], findings: [] }, async (page, doctor) => {
      await page.evaluate(() => (location.hash = '#/doctor'));
      await page.getByText('No real drive can be used now').waitFor();
      doctor.report = BLOCKED;
      doctor.tellOf(REFUSED);
      await page.getByRole('region', { name: /anna is not in it/u }).waitFor();
      doctor.report = WELL;
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.getByRole('heading', { name: 'All is well' }).waitFor();
    }));

  it('the drive that was refused leads to the doctor', () =>
    withMadeUp(BLOCKED, async (page, doctor) => {
      await goTo(page, 'Drives');
      doctor.tellOf(REFUSED);
      await page
        .getByRole('region', { name: /ACME WRITER/u })
        .getByRole('link', { name: 'Find out why' })
        .click();
      await page.getByRole('region', { name: /anna is not in it/u }).waitFor();
    }));
});

function withMadeUp(report: DoctorReport, test: (page: Page, doctor: MadeUpDoctor) => Promise<void>): Promise<void> {
  return withWindow(new BrowserHost(chromium ?? ''), async (window) => {
    const doctor = new MadeUpDoctor(report);
    const page = await window.reopen();
    await doctor.listen(page);
    await page.reload();
    await test(page, doctor);
  });
}
