// A program that is killed while it writes to a virtual DVD+R: home folder in argv[2].
import { milliseconds } from '../../app/base/units.ts';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import { RawDrive } from './raw-drive.ts';

const recorder = await new VirtualDriveStore(process.argv[2] ?? '').open('lab', { exclusive: true });
const drive = new RawDrive(recorder);
await drive.ready();
await drive.writeAll(0, 65_536, 32);
await recorder.clock.sleep(milliseconds(1));
process.kill(process.pid, 'SIGKILL');
