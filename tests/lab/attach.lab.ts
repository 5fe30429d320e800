// `burnish virtual attach` as a person uses it: what it says, how it ends, and what it leaves behind, which is nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, LabMachine } from './machine.ts';

/** Bash, for all tests: `attached` holds the nodes once the drive is there, `pid` the process that plays it. */
const ATTACH = `export BURNISH_HOME=/tmp/home
burnish() { node out/app/cli/burnish.js "$@"; }
left() { ls -d /sys/kernel/config/target/core/user_*/burnish-* /sys/kernel/config/target/loopback/naa.* 2>/dev/null; ls /dev/sr* 2>/dev/null; }
attach() {
  rm -f /tmp/said; mkfifo /tmp/said
  node out/app/cli/burnish.js virtual attach lab "$@" >/tmp/said 2>/tmp/complaint & pid=$!
  exec 4</tmp/said; read -r attached <&4
}
`;

describe('a virtual drive is attached', () => {
  let machine: LabMachine;
  const run = (script: string, as: 'root' | 'burner' = 'root'): Promise<Ended> =>
    machine.run(ATTACH + script, { as, timeoutMs: 240_000 });
  const words = ({ stdout, stderr }: Ended): string => `${stdout}${stderr}`.trim();

  beforeAll(async () => {
    machine = await LabMachine.boot();
    await machine.succeed(
      `${ATTACH} burnish virtual add lab && burnish virtual insert lab --blank dvd+rw && chmod -R a+rwX /tmp/home`,
      { timeoutMs: 240_000 },
    );
  });
  afterAll(() => machine.stop());

  test('not by those who are not root: one sentence, and what to do', async () => {
    const ended = await run('burnish virtual attach lab', 'burner');
    expect(words(ended)).toBe(
      'burnish: Only root may give this machine another drive.\nRun the command with sudo, and name your folder with BURNISH_HOME.',
    );
    expect(ended.code).not.toBe(0);
  });

  test('not without the modules of the kernel, and the sentence names them', async () => {
    const ended = await run(
      `unshare --mount bash -c 'mount -t tmpfs tmpfs /lib/modules && exec node out/app/cli/burnish.js virtual attach lab'; code=$?; left; exit $code`,
    );
    expect(words(ended)).toBe(
      "burnish: The virtual drive cannot be attached: the kernel's modules target_core_user and tcm_loop cannot be loaded.\nUse a Linux system whose kernel has target_core_user and tcm_loop.",
    );
    expect(ended.code).not.toBe(0);
  });

  test.each(['INT', 'TERM', 'HUP'])(
    'until SIG%s: then the nodes and the settings are gone, and the disc is kept',
    async (signal) => {
      const ended = await run(`attach; echo "$attached"; set -- $attached
      sg_inq "$3" >/dev/null
      kill -${signal} $pid; wait $pid; echo "ended $?"; left; cat /tmp/complaint; burnish info virtual:lab | head -1`);
      const [nodes, end, ...rest] = words(ended).split('\n');
      expect(nodes).toMatch(/^virtual:lab is \/dev\/sr\d+ and \/dev\/sg\d+, for every program, until Ctrl-C\.$/);
      expect(end).toBe('ended 0');
      expect(rest).toHaveLength(1);
    },
  );

  test('and tells the nodes as JSON', async () => {
    const ended = await run('attach --json; echo "$attached"; kill -INT $pid; wait $pid');
    expect(words(ended)).toMatch(/^\{"drive":"virtual:lab","block":"\/dev\/sr\d+","generic":"\/dev\/sg\d+"\}$/);
  });

  test('and is nobody else’s meanwhile', async () => {
    const ended = await run(
      'attach; burnish blank virtual:lab --yes; echo "blank $?"; burnish virtual attach lab; echo "attach $?"; kill -INT $pid; wait $pid; left',
    );
    expect(words(ended)).toMatch(/is in use by process \d+/);
    expect(ended.stdout).not.toMatch(/(blank|attach) 0/);
    expect(ended.stdout).not.toMatch(/user_|naa|\/dev/);
  });

  test('for a command, whose exit code is handed on', async () => {
    const ended = await run(
      `burnish virtual attach lab -- bash -c 'test -b $BURNISH_SR && test -c $BURNISH_SG && exit 7'; echo "code $?"; left`,
    );
    expect(words(ended)).toBe('code 7');
  });

  test('and what a killed one left is cleared by the next', async () => {
    const ended = await run(`attach; kill -KILL $pid; wait $pid 2>/dev/null; echo "left $(left | wc -l)"
      burnish virtual attach lab -- bash -c 'ls -d /sys/kernel/config/target/core/user_*/burnish-* /sys/kernel/config/target/loopback/naa.*; ls /dev/sr*'; echo "code $?"; left`);
    expect(words(ended)).toMatch(/^left 3\n.*user_\d+\/burnish-lab-\d+\n.*naa\.\w+\n\/dev\/sr\d+\ncode 0$/);
  });

  test('and ends when the kernel takes it away', async () => {
    const ended = await run(
      `attach; set -- $attached; echo 1 >/sys/block/$(basename "$3")/device/delete; kill -INT $pid; wait $pid; echo "ended $?"; left`,
    );
    expect(words(ended)).toBe('ended 0');
  });
});
