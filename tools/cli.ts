// Commands that need the product's own code: `prepare` (queue tables, content, demo people) and `doctor`.
import { closeDatabase } from '~/platform/db.server';
import { closeQueues, prepareQueue } from '~/platform/queue.server';
import { seed } from '../prisma/seed';
import { doctor } from './doctor';

const command = process.argv[2];
let code = 0;
try {
  if (command === 'prepare') {
    await prepareQueue();
    await seed();
  } else if (command === 'doctor') code = await doctor();
  else throw new Error(`Unknown command ${command}. There are: prepare, doctor.`);
} catch (error) {
  console.error((error as Error).message);
  code = 1;
} finally {
  await closeQueues();
  await closeDatabase();
}
process.exit(code);
