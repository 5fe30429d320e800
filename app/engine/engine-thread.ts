// The thread of the engine: everything that front ends ask for is done here, apart from whoever holds the window or the
// terminal. Started by engine-host.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { Connection } from './connection.ts';
import { EngineServices } from './engine-services.ts';
import { handlersOf } from './handlers.ts';
import { surviveUncaught } from './uncaught.ts';
import type { EngineThreadTask, FromEngineThread, ToEngineThread } from './thread-messages.ts';

function main(task: EngineThreadTask): void {
  const port = parentPort;
  if (port === null) throw new Error('engine-thread.ts is a thread and no program');
  const tell = (message: FromEngineThread): void => port.postMessage(message);
  const services = new EngineServices(task);
  surviveUncaught(process, {
    hasJob: () => services.jobs.hasJob,
    tell: ({ message }) => tell({ type: 'fault', why: message }),
  });
  const handlers = handlersOf(services);
  const connections = new Map<number, Connection>();

  const take = (message: ToEngineThread): void => {
    if (message.type === 'stop') {
      services.close();
      port.close();
      // Threads of drives may still run; whoever stops the engine has looked.
      process.exit(0);
    }
    const { connection: id } = message;
    if (message.type === 'open') {
      const connection = new Connection(message.sender, handlers, services, {
        answer: (answer) => tell({ type: 'answer', connection: id, message: answer }),
        refused: (refusal) => tell({ type: 'refused', refusal }),
      });
      connections.set(id, connection);
      return;
    }
    const connection = connections.get(id);
    if (message.type === 'message') connection?.take(message.message);
    else if (message.type === 'grant') connection?.grant(message.path);
    else {
      connection?.close();
      connections.delete(id);
    }
  };
  port.on('message', take);
  tell({ type: 'ready' });
}

main(workerData as EngineThreadTask);
