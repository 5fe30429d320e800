// Mounting by udisks, with programs that a test plays.
import { expect, test } from 'vitest';
import { Mounts } from '../../../app/engine/mount/mounts.ts';
import type { ProgramEnd, RunProgram } from '../../../app/engine/mount/run-program.ts';

const IMAGE = '/images/with space.iso';

/** A system with udisks; `refuses` names commands that fail. */
function system(refuses: readonly string[] = []): { readonly run: RunProgram; readonly said: string[] } {
  const said: string[] = [];
  let isMapped = false;
  let isMounted = false;
  const end = (stdout = ''): ProgramEnd => ({ code: 0, stdout, stderr: '' });
  const run: RunProgram = async (program, [verb = '', ...rest]) => {
    said.push([program, verb, ...rest].join(' '));
    if (refuses.includes(verb)) return { code: 1, stdout: '', stderr: 'Not authorized.\n' };
    if (program === 'losetup') {
      return end(isMapped ? JSON.stringify({ loopdevices: [{ name: '/dev/loop7', 'back-file': IMAGE }] }) : '');
    }
    if (program === 'findmnt')
      return end(isMounted ? JSON.stringify({ filesystems: [{ target: '/run/media/X' }] }) : '');
    if (verb === 'loop-setup') isMapped = true;
    if (verb === 'loop-delete') isMapped = false;
    if (verb === 'mount') isMounted = true;
    if (verb === 'unmount') isMounted = false;
    return end(verb === 'loop-setup' ? `Mapped file ${IMAGE} as /dev/loop7.\n` : '');
  };
  return { run, said };
}

test('an image becomes a disk, read only, and is let go again', async () => {
  const { run, said } = system();
  const mounts = new Mounts(run, 'linux');
  expect(await mounts.mount(IMAGE)).toEqual({ image: IMAGE, folders: ['/run/media/X'] });
  expect(said).toContain(`udisksctl loop-setup -r --no-user-interaction -f ${IMAGE}`);
  expect(await mounts.list()).toEqual({ mounts: [{ image: IMAGE, folders: ['/run/media/X'] }], canMount: true });
  await mounts.unmount(IMAGE);
  expect(said.slice(-2)).toEqual([
    'udisksctl unmount --no-user-interaction -b /dev/loop7',
    'udisksctl loop-delete --no-user-interaction -b /dev/loop7',
  ]);
  expect((await mounts.list()).mounts).toEqual([]);
  await expect(mounts.unmount(IMAGE)).rejects.toMatchObject({ code: 'invalid-argument' });
});

test('nothing is left behind when the system refuses', async () => {
  const { run, said } = system(['mount']);
  await expect(new Mounts(run, 'linux').mount(IMAGE)).rejects.toMatchObject({
    code: 'permission-denied',
    message: 'The system refused it: Not authorized.',
  });
  expect(said.at(-1)).toBe('udisksctl loop-delete --no-user-interaction -b /dev/loop7');
});

test('where there is no way, that is said, and nothing is tried', async () => {
  const { run, said } = system(['status']);
  const mounts = new Mounts(run, 'linux');
  expect(await mounts.list()).toMatchObject({ canMount: false, whyNot: expect.stringContaining('udisks') as unknown });
  await expect(mounts.mount(IMAGE)).rejects.toMatchObject({ code: 'permission-denied' });
  expect(said.filter((line) => line.includes('loop-setup'))).toEqual([]);
  expect((await new Mounts(run, 'win32').list()).canMount).toBe(false);
});
