// Prints every figure of the README, one bench after the other. Takes about a quarter of an hour; a quiet machine tells more.
import { spawnSync } from 'node:child_process';
import { build } from '../tools/build.mjs';

const BENCHES = [
  'load',
  'bytes',
  'lighthouse',
  'kills',
  'start',
  'learner-model',
  'cat',
  'item-calibration',
  'adaptive-v-linear',
  'next-step',
  'certificates',
  'mutations',
  'vc-api',
  'certificate-life',
];

await build();
for (const name of BENCHES) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', `bench/${name}.ts`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) console.error(`bench/${name}.ts ended with ${status}`);
}
