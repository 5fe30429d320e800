// The log of refusals, and which program opens a browser.
import { expect, it } from 'vitest';
import { openerFor } from '../../app/serve/open-browser.ts';
import { RefusalLog, type RefusalLine } from '../../app/serve/refusal-log.ts';

it('tells a hundred refusals a minute, and of the rest how many there were', () => {
  const lines: RefusalLine[] = [];
  let now = Date.UTC(2026, 0, 1);
  const log = new RefusalLog(
    (line) => lines.push(line),
    () => new Date(now),
  );
  for (let i = 0; i < 250; i++) log.add({ what: 'wrong token', asked: 'POST /session' });
  expect(lines).toHaveLength(100);
  now += 60_000;
  log.add({ what: 'wrong host', asked: 'GET /', from: '127.0.0.1:5' });
  expect(lines.at(-1)).toEqual({
    what: 'wrong host',
    asked: 'GET /',
    from: '127.0.0.1:5',
    time: '2026-01-01T00:01:00.000Z',
    untold: 150,
  });
});

it('hands the address to the opener of the system as one argument, and to none where there is no screen', () => {
  const address = 'http://127.0.0.1:1/open#token=a';
  expect(openerFor('linux', address, { DISPLAY: ':0' })).toEqual({ program: 'xdg-open', args: [address] });
  expect(openerFor('linux', address, { WAYLAND_DISPLAY: 'wayland-0' })?.program).toBe('xdg-open');
  expect(openerFor('linux', address, { DISPLAY: '' })).toBeUndefined();
  expect(openerFor('darwin', address, {})).toEqual({ program: 'open', args: [address] });
  expect(openerFor('win32', address, {})?.args.at(-1)).toBe(address);
});
