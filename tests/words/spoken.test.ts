// Real jobs, with and without faults: whatever they say is said in German, to the last word.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SentenceTranslator } from '../../app/base/sentence-translator.ts';
import type { JobEvent, JobRequest, JobResult } from '../../app/contract/job.ts';
import { BLANK_MEDIA, titleOf } from '../burning/blank-media.ts';
import { FAULT_ROWS } from '../burning/fault-rows.ts';
import { jobOnTransport } from '../burning/job-on-transport.ts';
import { burnRequest, Workbench } from '../burning/workbench.ts';

const SENTENCES = fileURLToPath(new URL('../../../assets/locales/de/sentences.json', import.meta.url));
const translator = new SentenceTranslator(
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(SENTENCES, 'utf8'))),
);

/** Words that no German sentence has. Names of drives, discs and commands are none of them. */
const ENGLISH = /\b(the|and|of|is|it|to|not|be|that|with|for|at|from|cannot|were|drive|disc|command)\b/;

const bench = new Workbench();
afterAll(() => bench.remove());
let image: string;
beforeAll(() => {
  image = bench.path('abbild.iso');
  writeFileSync(image, randomBytes(1001 * 2048));
});

/** Every text of an event that a person reads. */
function textsOf(event: JobEvent): readonly (string | undefined)[] {
  switch (event.type) {
    case 'plan':
      return [...event.plan.steps, ...event.plan.warnings, event.plan.loses];
    case 'stage':
      return [event.title];
    case 'progress':
      return [event.doing];
    case 'notice':
      return [event.text];
    case 'command':
      return [event.meaning];
    case 'result':
      return [event.verdict, event.error?.message, event.error?.doing, event.error?.nextStep];
  }
}

async function spoken(drive: string, request: JobRequest): Promise<readonly string[]> {
  const texts = new Set<string>();
  const hear = (event: JobEvent | JobResult): void => {
    for (const text of textsOf(event)) if (text !== undefined) texts.add(text);
  };
  const transport = await bench.engine.virtual.open(drive.slice('virtual:'.length), { exclusive: true });
  hear(await jobOnTransport(transport, request, { home: bench.home, onEvent: hear }));
  return [...texts];
}

/** What was not said in German, or not wholly. */
function leftInEnglish(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => {
    const translation = translator.translate(text);
    return translation === undefined || ENGLISH.test(translation.replaceAll(bench.home, ''));
  });
}

let drives = 0;

describe('a burn, a verification and a blanking', () => {
  it.each(BLANK_MEDIA.map((medium) => ({ title: titleOf(medium), medium })))('of $title', async ({ medium }) => {
    const drive = bench.recorder(`x-${++drives}`, medium.kind);
    const mode = medium.mode === undefined ? {} : { mode: medium.mode };
    const texts: string[] = [];
    const requests: readonly JobRequest[] = [
      { ...burnRequest(drive, image), ...mode, simulate: true },
      { ...burnRequest(drive, image), ...mode, eject: false },
      { job: 'verify', drive, image },
      { job: 'image', drive, output: bench.path(`copy-${drives}.iso`), overwrite: false, whole: false },
      { job: 'blank', drive, full: true },
      { job: 'blank', drive },
      { job: 'format', drive, full: false },
      { job: 'format', drive, full: true, spares: true },
      { job: 'repair', drive, finalize: true },
      { ...burnRequest(drive, image), eject: true },
      burnRequest(drive, image),
    ];
    for (const request of requests) texts.push(...(await spoken(drive, request)));
    expect(texts.length).toBeGreaterThan(20);
    expect(leftInEnglish(texts)).toEqual([]);
  });
});

describe('a burn under a fault', () => {
  const kinds = ['cd-r', 'dvd-rw', 'dvd+r', 'bd-re'] as const;
  it.each(FAULT_ROWS)('$name', async ({ faults, verify = true }) => {
    for (const kind of kinds) {
      const drive = bench.recorder(`x-${++drives}`, kind, { faults });
      const texts = await spoken(drive, { ...burnRequest(drive, image), verify });
      expect(leftInEnglish(texts)).toEqual([]);
    }
  });
});
