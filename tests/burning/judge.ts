// Looks at a disc with CDBs written out here, so that nothing of app/mmc judges itself (MMC-6 6.22, 6.27, 5.3).
import type { Transport } from '../../app/scsi/transport.ts';
import { milliseconds } from '../../app/base/units.ts';

export interface DiscState {
  readonly profile: number;
  /** 0 empty, 1 incomplete, 2 complete, 3 other. */
  readonly discStatus: number;
  /** 0 empty, 1 incomplete, 2 damaged, 3 complete. */
  readonly lastSession: number;
  readonly sessions: number;
  /** Of the last track; undefined where the drive says that it is not valid. */
  readonly nextWritableAddress: number | undefined;
}

export async function lookAt(transport: Transport): Promise<DiscState> {
  for (let tries = 0; tries < 5; tries++) {
    const ready = await transport.execute({
      cdb: new Uint8Array(6),
      direction: 'none',
      timeoutMs: milliseconds(30_000),
    });
    if (ready.status === 0) break;
    await transport.clock.sleep(milliseconds(20_000));
  }
  const configuration = await ask(transport, [0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0], 8);
  const disc = await ask(transport, [0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0], 34);
  const lastTrack = disc.getUint8(6) + disc.getUint8(11) * 256;
  const track = await ask(transport, [0x52, 1, 0, 0, lastTrack >> 8, lastTrack & 0xff, 0, 0, 36, 0], 36);
  const isValid = (track.getUint8(7) & 1) === 1;
  return {
    profile: configuration.getUint16(6),
    discStatus: disc.getUint8(2) & 3,
    lastSession: (disc.getUint8(2) >> 2) & 3,
    sessions: disc.getUint8(4) + disc.getUint8(9) * 256,
    nextWritableAddress: isValid ? track.getInt32(12) : undefined,
  };
}

async function ask(transport: Transport, cdb: number[], length: number): Promise<DataView> {
  const data = new Uint8Array(length);
  const outcome = await transport.execute({
    cdb: Uint8Array.from(cdb),
    direction: 'in',
    data,
    timeoutMs: milliseconds(30_000),
  });
  if (outcome.delivery !== 'delivered' || outcome.status !== 0) {
    const sense = Array.from(outcome.sense, (byte) => byte.toString(16)).join(' ');
    throw new Error(`command ${String(cdb[0]?.toString(16))}h: ${outcome.delivery}, sense ${sense}`);
  }
  return new DataView(data.buffer);
}
