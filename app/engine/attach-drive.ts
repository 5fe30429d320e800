// A virtual drive of the home folder as a drive of this machine.
import { type Attached, attachVirtual } from '../recorder/kernel/attach.ts';
import { burnishHome } from './home.ts';

/** `trace` is a file for everything that is asked of the drive. Throws as `attachVirtual` does. */
export function attachDrive(
  name: string,
  trace: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Attached> {
  return attachVirtual({ home: burnishHome(environment), drive: name, ...(trace === undefined ? {} : { trace }) });
}
