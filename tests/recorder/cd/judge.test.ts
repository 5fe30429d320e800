// Another program judges a whole disc: cd-info of libcdio reads sectors and tracks as READ CD and READ TOC gave them.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CdHost, cueSheet, labWithBlank, pattern, sendCueSheet, u } from './cd-host.ts';

const hasJudge = spawnSync('cd-info', ['--version']).error === undefined;
if (!hasJudge) process.stderr.write('skipped: the judge of whole CDs is "cd-info" (libcdio-utils)\n');

const SAMPLE = new URL('../../../../assets/sample/', import.meta.url);
const DATA_BLOCKS = 3_000;
const AUDIO_BLOCKS = 600;

/** A data track with the sample image, then an audio track with pre-emphasis behind a pause of two seconds. */
async function burn(host: CdHost): Promise<void> {
  const data = new Uint8Array(DATA_BLOCKS * 2048);
  const name = readdirSync(SAMPLE).find((file) => file.endsWith('.iso'));
  if (name === undefined) throw new Error('there is no sample image');
  data.set(readFileSync(new URL(name, SAMPLE)));
  await host.writeParameters([2, 0x42]);
  const sheet = cueSheet(
    '42 30 37 32 34 33 38 34',
    '42 32 36 30 39 35 38 00',
    '41 00 00 14 00 00 00 00',
    '41 01 00 10 00 00 00 00',
    '41 01 01 10 00 00 02 00',
    '13 02 55 53 52 43 31 37',
    '13 02 36 30 37 38 33 39',
    '11 02 00 00 00 00 2a 00',
    '11 02 01 00 00 00 2c 00',
    '11 aa 01 01 00 00 32 00',
  );
  expect(await sendCueSheet(host, sheet)).toBe('GOOD');
  await host.write(-150, new Uint8Array(150 * 2048), 2048);
  await host.write(0, data, 2048);
  await host.write(DATA_BLOCKS, pattern(AUDIO_BLOCKS, 2352, 1), 2352);
  expect(await host.sync()).toBe('GOOD');
}

/** BIN and CUE of the disc, from nothing but what the drive answers. */
async function dump(host: CdHost, folder: string): Promise<string> {
  const toc = await host.toc(0, 0, false);
  const leadOut = u(toc, toc.length - 4, 4);
  writeFileSync(join(folder, 'disc.bin'), await host.readCd(0, leadOut, 0, 0xf8, 0, 2352));
  const mcn = await host.receive('42 00 40 02 00 00 00 00 18 00', 24);
  const lines = [`CATALOG ${Buffer.from(mcn.subarray(9, 22)).toString()}`, 'FILE "disc.bin" BINARY'];
  for (let at = 4; at < toc.length - 8; at += 8) {
    const control = (toc[at + 1] ?? 0) & 15;
    const number = toc[at + 2] ?? 0;
    const start = u(toc, at + 4, 4);
    lines.push(`  TRACK 0${number} ${(control & 4) === 0 ? 'AUDIO' : 'MODE1/2352'}`);
    if ((control & 1) !== 0) lines.push('    FLAGS PRE');
    const isrc = await host.receive(`42 00 40 03 00 00 0${number} 00 18 00`, 24);
    if (isrc[8] === 0x80) lines.push(`    ISRC ${Buffer.from(isrc.subarray(9, 21)).toString()}`);
    const pregap = await host.readCd(Math.max(0, start - 150), 1, 0, 0, 2, 16);
    if (pregap[1] === number && pregap[2] === 0) lines.push(`    INDEX 00 ${time(start - 150)}`);
    lines.push(`    INDEX 01 ${time(start)}`);
  }
  const cue = join(folder, 'disc.cue');
  writeFileSync(cue, `${lines.join('\n')}\n`);
  return cue;
}

function time(lba: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(lba / 4500))}:${two(Math.floor(lba / 75) % 60)}:${two(lba % 75)}`;
}

describe.skipIf(!hasJudge)('cd-info', () => {
  it('finds the tracks, their kinds, the catalogue number and the file system', async () => {
    const lab = await labWithBlank('cd-r');
    try {
      await burn(lab.host);
      const cue = await dump(lab.host, lab.home);
      const run = spawnSync('cd-info', [`--cue-file=${cue}`, '--no-header', '--no-device-info', '--no-cddb'], {
        encoding: 'utf8',
      });
      expect(run.status).toBe(0);
      expect(run.stdout).toMatch(/1: 00:02:00 {2}000000 data/);
      expect(run.stdout).toMatch(/2: 00:44:00 {2}003150 audio\s+false\s+no\s+2\s+yes/);
      expect(run.stdout).toMatch(/170: 00:50:00 {2}003600 leadout/);
      expect(run.stdout).toContain('(MCN): 0724384260958');
      expect(run.stdout).toContain('mixed mode CD');
      expect(run.stdout).toContain('ISO 9660');
    } finally {
      await lab.close();
    }
  });
});
