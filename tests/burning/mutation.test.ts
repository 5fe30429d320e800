// Any wrong field or step of a recipe must fail: each recipe is run once as it is, then once for every change of one
// command, and no changed one may say that the disc is good, unless its disc is the same to the last answer and sector.
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { milliseconds } from '../../app/base/units.ts';
import type { JobRequest, JobResult } from '../../app/contract/job.ts';
import { runJob } from '../../app/engine/run-job.ts';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import type { Command, Transport } from '../../app/scsi/transport.ts';
import { differences, type Fingerprint, fingerprint } from './disc-fingerprint.ts';
import { HARMLESS, type Harmless } from './harmless-mutants.ts';
import { type DiscState, lookAt } from './judge.ts';
import { type Mutation, MutatingTransport } from './mutating-transport.ts';
import { SCENES, type Scene } from './mutation-scenes.ts';
import { mutationsOf } from './mutations.ts';
import { burnRequest } from './workbench.ts';

const IMAGE_BLOCKS = 700;
/** Beyond all padding, so that too much on the disc shows as well. */
const LOOKED_AT_BLOCKS = 1000;
const CONTENT = randomBytes(IMAGE_BLOCKS * 2048);
const FOLDER = mkdtempSync(join(tmpdir(), 'burnish-mutants-'));
const IMAGE = join(FOLDER, 'image.iso');
const BURN = burnRequest('virtual:lab', IMAGE);

interface Burned {
  readonly result: JobResult;
  readonly transport: MutatingTransport;
  /** Undefined unless the job said that it is done. */
  readonly disc: { readonly state: DiscState; readonly print: Fingerprint } | undefined;
}

const unused = new Set(HARMLESS);

beforeAll(() => writeFileSync(IMAGE, CONTENT));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe.concurrent('a recipe with one thing wrong is caught', () => {
  for (const scene of SCENES) {
    test(scene.name, { timeout: 600_000 }, async () => {
      const prepared = await prepare(scene);
      const model = await run(scene, prepared);
      const disc = model.disc;
      if (disc === undefined) throw new Error(`the unchanged job failed: ${model.result.verdict}`);
      expect(disc.state).toEqual(scene.expected);
      const isBurned = scene.request !== undefined && scene.request.simulate !== true;
      if (isBurned) expect(Buffer.compare(disc.print.content.subarray(0, CONTENT.length), CONTENT)).toBe(0);

      const mutations = mutationsOf(model.transport.meant).filter(({ name }) => scene.only?.test(name) ?? true);
      const allowed = HARMLESS.filter((one) => one.scenes.test(scene.name));
      const used = new Set<Harmless>();
      const promisesContent = scene.erase?.job !== 'format';
      const wrong: string[] = [];
      for (const mutation of mutations) {
        const finding = judge(
          mutation,
          await run(scene, prepared, mutation),
          disc.print,
          allowed,
          used,
          promisesContent,
        );
        if (finding !== undefined) wrong.push(`${mutation.name}: ${finding}`);
      }
      expect(wrong).toEqual([]);
      expect(mutations.length).toBeGreaterThan(10);
      for (const one of used) unused.delete(one);
    });
  }
});

test('every harmless change is one that really passes', () => {
  expect([...unused].map((one) => String(one.mutants))).toEqual([]);
});

/** What is wrong with the end of this mutant; undefined when it ended as it should. */
function judge(
  mutation: Mutation,
  burned: Burned,
  model: Fingerprint,
  allowed: readonly Harmless[],
  used: Set<Harmless>,
  promisesContent: boolean,
): string | undefined {
  if (!burned.transport.hasMutated) return 'its command was never sent';
  if (burned.disc === undefined) return undefined;
  // A format promises a size and no content.
  const differing = differences(model, burned.disc.print).filter((what) => what !== 'content' || promisesContent);
  if (differing.length > 0) return `said done, and this differs: ${differing.join(', ')}`;
  const harmless = allowed.filter((one) => one.mutants.test(mutation.name));
  if (harmless.length === 0) return 'said done, with the same disc, and nobody said that it is harmless';
  for (const one of harmless) used.add(one);
  return undefined;
}

/** Does the job of the scene on a copy of the prepared drive. */
async function run(scene: Scene, prepared: string, mutation?: Mutation): Promise<Burned> {
  const home = mkdtempSync(join(FOLDER, 'home-'));
  try {
    cpSync(prepared, home, { recursive: true });
    const store = new VirtualDriveStore(home);
    const transport = new MutatingTransport(await store.open('lab', { exclusive: true }), mutation);
    const request = scene.erase === undefined ? { ...BURN, ...scene.request } : { ...scene.erase, drive: BURN.drive };
    const result = await runOn(transport, home, request);
    return { result, transport, disc: result.outcome === 'done' ? await look(store) : undefined };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A home with the scene's drive and disc in it. */
async function prepare({ kind, capacityBlocks, before }: Scene): Promise<string> {
  const home = mkdtempSync(join(FOLDER, 'prepared-'));
  const store = new VirtualDriveStore(home);
  store.add('lab');
  store.insertBlank('lab', kind, capacityBlocks === undefined ? {} : { capacityBlocks });
  if (before === undefined) return home;
  const drive = await store.open('lab', { exclusive: true });
  if (before === 'burned') expect((await runOn(drive, home, BURN)).outcome).toBe('done');
  else await sendAll(drive, before).finally(() => drive.close());
  return home;
}

function runOn(transport: Transport, home: string, request: JobRequest): Promise<JobResult> {
  return runJob(transport, {
    home,
    request,
    confirmed: true,
    confirmation: Promise.resolve(),
    log: 'faults',
    signal: new AbortController().signal,
    emit: () => undefined,
  });
}

async function sendAll(drive: Transport, commands: Exclude<Scene['before'], 'burned' | undefined>): Promise<void> {
  const timeoutMs = milliseconds(60_000);
  for (const [bytes, parameters] of commands) {
    await lookAt(drive);
    const cdb = Uint8Array.from(bytes);
    const data = Uint8Array.from(parameters ?? []);
    const command: Command =
      data.length === 0 ? { cdb, direction: 'none', timeoutMs } : { cdb, direction: 'out', data, timeoutMs };
    expect((await drive.execute(command)).status).toBe(0);
  }
  await lookAt(drive);
}

async function look(store: VirtualDriveStore): Promise<{ state: DiscState; print: Fingerprint }> {
  const drive = await store.open('lab', { exclusive: false });
  try {
    const state = await lookAt(drive);
    return { state, print: await fingerprint(drive, LOOKED_AT_BLOCKS) };
  } finally {
    await drive.close();
  }
}
