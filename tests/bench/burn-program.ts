// Burns the image of its first argument in the home folder of its second, verifies it, and tells what that took.
import { Engine } from '../../app/engine/engine.ts';
import { say } from './report.ts';

const [, , image = '', home = ''] = process.argv;
const engine = new Engine({ home });
engine.virtual.add('bench');
engine.virtual.insertBlank('bench', 'bd-r');
let begin = 0;
let end = 0;
let cpuAtBegin = process.cpuUsage();
let cpuMs = 0;
const job = engine.start(
  {
    job: 'burn',
    drive: 'virtual:bench',
    image,
    verify: true,
    simulate: false,
    finalize: true,
    copies: 1,
    eject: false,
    checkChecksum: false,
    allowTruncated: false,
  },
  {
    confirmed: true,
    log: 'faults',
    onEvent: (event) => {
      if (event.type !== 'stage') return;
      if (event.stage === 'write') {
        begin = performance.now();
        cpuAtBegin = process.cpuUsage();
      } else if (begin > 0 && end === 0) {
        end = performance.now();
        const { user, system } = process.cpuUsage(cpuAtBegin);
        cpuMs = (user + system) / 1000;
      }
    },
  },
);
const result = await job.result;
if (result.outcome !== 'done') throw new Error(`the burn ended as ${JSON.stringify(result)}`);
say(JSON.stringify({ writingMs: end - begin, cpuMs, peakMegabytes: process.resourceUsage().maxRSS / 1000 }));
