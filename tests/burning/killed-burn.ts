// A program that burns and tells how far it is, a line of JSON at a time, to be killed in the middle of it: home folder,
// drive, image and mode in the arguments.
import { Engine } from '../../app/engine/engine.ts';
import { burnRequest } from './workbench.ts';

const [, , home = '', drive = '', image = '', mode = ''] = process.argv;
const wanted = (['tao', 'sao', 'incremental', 'dao'] as const).find((one) => one === mode);
const job = new Engine({ home }).start(
  { ...burnRequest(drive, image), ...(wanted === undefined ? {} : { mode: wanted }) },
  {
    confirmed: true,
    log: 'faults',
    onEvent: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
  },
);
await job.result;
