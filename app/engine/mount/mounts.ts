// Images as disks of the system, without administrator rights: by udisks on Linux. Elsewhere there is no way yet.
import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import { BurnishError } from '../../base/errors.ts';
import type { Mount } from '../../contract/browse.ts';
import { type RunProgram, runProgram } from './run-program.ts';

const UDISKS = 'udisksctl';
const QUIETLY = '--no-user-interaction';
const DOING = 'mounting an image';
const loopsSchema = z.object({
  loopdevices: z.array(z.object({ name: z.string(), 'back-file': z.string().nullable() })),
});

interface Loop {
  readonly device: string;
  readonly image: string;
}

export class Mounts {
  private readonly run: RunProgram;
  private readonly platform: NodeJS.Platform;

  constructor(run: RunProgram = runProgram, platform: NodeJS.Platform = process.platform) {
    this.run = run;
    this.platform = platform;
  }

  /** Read only. Throws BurnishError where there is no way, or the system refuses. */
  async mount(path: string): Promise<Mount> {
    const whyNot = await this.whyNot();
    if (whyNot !== undefined) throw refused(whyNot);
    const mapped = await this.run(UDISKS, ['loop-setup', '-r', QUIETLY, '-f', path]);
    const device = /\bas (\/dev\/loop\d+)/.exec(mapped.stdout)?.[1];
    if (mapped.code !== 0 || device === undefined) throw refused(saidBy(mapped.stderr));
    const mounted = await this.run(UDISKS, ['mount', QUIETLY, '-b', device]);
    // A desktop that mounts what appears may have been faster.
    const folders = await this.foldersOf(device);
    if (folders.length > 0) return { image: path, folders };
    await this.run(UDISKS, ['loop-delete', QUIETLY, '-b', device]);
    throw refused(saidBy(mounted.stderr));
  }

  /** Throws BurnishError `invalid-argument` for an image that is not mounted, and where the system refuses. */
  async unmount(path: string): Promise<void> {
    const image = await realpath(path).catch(() => path);
    const loops = (await this.loops()).filter((loop) => loop.image === image);
    if (loops.length === 0) throw notMounted();
    for (const { device } of loops) {
      if ((await this.foldersOf(device)).length > 0) await this.need(['unmount', QUIETLY, '-b', device]);
      await this.need(['loop-delete', QUIETLY, '-b', device]);
    }
  }

  /** Images that are disks of the system now, whoever made them that. */
  async list(): Promise<{ mounts: Mount[]; canMount: boolean; whyNot?: string }> {
    const whyNot = await this.whyNot();
    const mounts: Mount[] = [];
    for (const { device, image } of await this.loops()) mounts.push({ image, folders: await this.foldersOf(device) });
    return { mounts, canMount: whyNot === undefined, ...(whyNot === undefined ? {} : { whyNot }) };
  }

  private async whyNot(): Promise<string | undefined> {
    if (this.platform !== 'linux') return 'Burnish cannot mount images on this system yet.';
    const status = await this.run(UDISKS, ['status']);
    return status.code === 0
      ? undefined
      : 'udisks, which mounts without administrator rights, does not run on this system.';
  }

  private async loops(): Promise<Loop[]> {
    if (this.platform !== 'linux') return [];
    const { code, stdout } = await this.run('losetup', ['--json', '--list', '--output', 'NAME,BACK-FILE']);
    if (code !== 0 || stdout.trim() === '') return [];
    const parsed = loopsSchema.safeParse(JSON.parse(stdout));
    const found = parsed.success ? parsed.data.loopdevices : [];
    return found.flatMap(({ name, 'back-file': image }) => (image === null ? [] : [{ device: name, image }]));
  }

  private async foldersOf(device: string): Promise<string[]> {
    const { stdout } = await this.run('findmnt', ['--json', '--output', 'TARGET', '--source', device]);
    const schema = z.object({ filesystems: z.array(z.object({ target: z.string() })) });
    const parsed = schema.safeParse(stdout.trim() === '' ? {} : JSON.parse(stdout));
    return parsed.success ? parsed.data.filesystems.map(({ target }) => target) : [];
  }

  private async need(args: readonly string[]): Promise<void> {
    const { code, stderr } = await this.run(UDISKS, args);
    if (code !== 0) throw refused(saidBy(stderr));
  }
}

function saidBy(stderr: string): string {
  return `The system refused it: ${stderr.trim().replace(/\.$/, '') || 'no reason was given'}.`;
}

function refused(message: string): BurnishError {
  return new BurnishError({
    code: 'permission-denied',
    message,
    doing: DOING,
    nextStep: 'Look into the image with Burnish.',
  });
}

function notMounted(): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: 'This image is not mounted.',
    doing: DOING,
    nextStep: 'Look at the list of mounted images.',
  });
}
