// A program whose engine burns and has another job waiting, to be killed: prints the ids of both, then "writing".
import { burnRequest, EngineBench } from './engine-bench.ts';

const [, , home = ''] = process.argv;
const bench = await EngineBench.start(home);
const drive = await bench.recorder('killed', 'dvd+r', 1);
const request = burnRequest(drive);
const confirmed = await bench.client.call('planJob', { request });
const { id } = await bench.client.call('startJob', { request, confirmed });
const { id: waiting } = await bench.client.call('startJob', { request });
process.stdout.write(`${id}\n${waiting}\n`);
await bench.when((event) => (event.type === 'job-progress' && event.progress.stage === 'write' ? event : undefined));
process.stdout.write('writing\n');
