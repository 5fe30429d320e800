// A drive to burn to, and what to ask of it.
import type { EngineClient } from '../../app/contract/engine-client.ts';
import type { JobRequest } from '../../app/contract/job.ts';

/** A virtual drive with a blank DVD+R, so many times as fast as a real one. */
export async function practiceDrive(client: EngineClient, pace: number): Promise<string> {
  await client.call('addVirtualDrive', { name: 'practice', pace });
  await client.call('insertBlank', { name: 'practice', kind: 'dvd+r' });
  return 'virtual:practice';
}

/** Burn the image, close the disc, verify. */
export function burnRequest(image: string, drive: string): JobRequest {
  return {
    job: 'burn',
    drive,
    image,
    verify: true,
    simulate: false,
    finalize: true,
    copies: 1,
    eject: false,
    checkChecksum: true,
    allowTruncated: false,
  };
}
