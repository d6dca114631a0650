// Development: brings content/ into the database at the start and after every saved change, and reloads open pages.
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepareQueue } from '~/platform/queue.server';
import { seed } from '../prisma/seed';

const content = path.resolve('content');
/** Vite watches this file and reloads open pages when it changes (vite.config.ts). */
const stamp = path.resolve('.cache/content-stamp');
const QUIET_MS = 120;

let running: Promise<void> | null = null;
let again = false;

async function bring(): Promise<void> {
  if (running) {
    again = true;
    return running;
  }
  running = (async () => {
    do {
      again = false;
      try {
        await seed({ say: (line) => console.log(line) });
        mkdirSync(path.dirname(stamp), { recursive: true });
        writeFileSync(stamp, new Date().toISOString());
      } catch (error) {
        console.error((error as Error).message);
      }
    } while (again);
    running = null;
  })();
  return running;
}

await prepareQueue();
await bring();
let timer: NodeJS.Timeout | undefined;
watch(content, { recursive: true }, () => {
  clearTimeout(timer);
  timer = setTimeout(() => void bring(), QUIET_MS);
});
process.send?.('ready');
process.once('disconnect', () => process.exit(0));
