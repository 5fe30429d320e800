// Which hosts the end-to-end tests run in, said once.
import { expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { HOSTS, NOT_TESTED } from './hosts.ts';

it('the window is tested in every host that is here, and a missing one is named', () => {
  for (const reason of NOT_TESTED) process.stderr.write(`${reason}\n`);
  expect(HOSTS.length + NOT_TESTED.length).toBe(2);
});

it('on CI there is a Chromium', () => {
  if (process.env['CI'] === 'true') expect(findChromium()).toBeDefined();
});
