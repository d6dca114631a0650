// The worker process: relays events, runs reactions and the schedule. A kill at any moment loses nothing.
import { closeDatabase } from '~/platform/db.server';
import { log } from '~/platform/log.server';
import { closeQueues, prepareQueue, work } from '~/platform/queue.server';
import { react } from './reactions';
import { startRelay } from './relay';
import { installSchedule, runScheduled } from './schedule';

async function start() {
  await prepareQueue();
  await installSchedule();
  const stopRelay = startRelay();
  const workers = [
    work('reactions', (job) => react(job.name, job.data), 4),
    work('schedule', (job) => runScheduled(job.name), 1),
  ];
  log().info('worker ready');
  process.send?.('ready');

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // BullMQ waits for running jobs without limit; what does not end in time is taken up again by the next worker.
    const limit = setTimeout(() => process.exit(0), 20_000).unref();
    await stopRelay();
    await Promise.all(workers.map((worker) => worker.close()));
    await closeQueues();
    await closeDatabase();
    clearTimeout(limit);
    process.exit(0);
  };
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  process.once('disconnect', () => void end());
}

process.on('unhandledRejection', (error) =>
  log().error({ err: String((error as Error)?.stack ?? error) }, 'unhandled rejection'),
);
await start();
