// Commands of the built product: `prepare` makes the queue's tables, brings the content in and, in the demo, its people.
import { closeDatabase } from '~/platform/db.server';
import { closeQueues, prepareQueue } from '~/platform/queue.server';
import { seed } from '../prisma/seed';

const command = process.argv[2];
let code = 0;
try {
  if (command !== 'prepare') throw new Error(`Unknown command ${command ?? ''}. There is: prepare.`);
  await prepareQueue();
  await seed();
} catch (error) {
  console.error((error as Error).message);
  code = 1;
} finally {
  await closeQueues();
  await closeDatabase();
}
process.exit(code);
