// Settings survive, and a damaged file costs nobody anything.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettingsFile } from '../../app/engine/settings-file.ts';
import { EngineBench, newHome } from './engine-bench.ts';

const DEFAULTS = {
  theme: 'system',
  language: 'system',
  burn: { verify: true, eject: false },
  practicePace: 20,
  notify: true,
  keepTraces: false,
};

let home = '';
beforeEach(() => (home = newHome()));
afterEach(() => rmSync(home, { recursive: true }));

test('what was chosen is there in the next run, and everybody hears of it', async () => {
  const bench = await EngineBench.start(home);
  expect(await bench.client.call('settings', {})).toEqual(DEFAULTS);
  const changed = { ...DEFAULTS, theme: 'dark', burn: { verify: false, eject: true } };
  expect(await bench.client.call('changeSettings', { theme: 'dark', burn: { verify: false, eject: true } })).toEqual(
    changed,
  );
  expect(await bench.when((event) => (event.type === 'settings' ? event.settings : undefined))).toEqual(changed);
  await bench.host.stop();
  expect(new SettingsFile(home).current).toEqual(changed);
});

test.each(['', '{"theme": "da', '[]', 'null', '{"theme":"pink"}', '\0\0\0'])(
  'a damaged file (%j) means the defaults, and it is kept aside',
  (text) => {
    writeFileSync(join(home, 'settings.json'), text);
    expect(new SettingsFile(home).current).toEqual(DEFAULTS);
    expect(readFileSync(join(home, 'settings.damaged.json'), 'utf8')).toBe(text);
    expect(existsSync(join(home, 'settings.json'))).toBe(false);
  },
);

test('a file of an older version keeps what it says, and what is new has its default', () => {
  writeFileSync(join(home, 'settings.json'), '{"theme":"light","gone":1}');
  expect(new SettingsFile(home).current).toEqual({ ...DEFAULTS, theme: 'light' });
});

test('a file that knows only one of the choices for a burn keeps it', () => {
  writeFileSync(join(home, 'settings.json'), '{"burn":{"eject":true}}');
  expect(new SettingsFile(home).current).toEqual({ ...DEFAULTS, burn: { verify: true, eject: true } });
});

test('two programs of one home keep what each of them changed', () => {
  const [one, other] = [new SettingsFile(home), new SettingsFile(home)];
  expect([one.current, other.current]).toEqual([DEFAULTS, DEFAULTS]);
  one.change({ theme: 'dark' });
  expect(other.change({ notify: false })).toEqual({ ...DEFAULTS, theme: 'dark', notify: false });
  expect(new SettingsFile(home).current).toEqual({ ...DEFAULTS, theme: 'dark', notify: false });
});

test('settings that cannot be read are not replaced', () => {
  // A folder in their place: nobody can read it as a file, whatever he may.
  mkdirSync(join(home, 'settings.json'));
  const settings = new SettingsFile(home);
  expect(settings.current).toEqual(DEFAULTS);
  expect(() => settings.change({ theme: 'dark' })).toThrow(/EISDIR/);
  expect(readdirSync(home)).toEqual(['settings.json']);
});
