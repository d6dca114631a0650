// `npm run doctor`: says in words what is on, off or wrong. Installs nothing and changes nothing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkNode, fail, Refusal, root } from './environment.mjs';

try {
  checkNode();
  if (!existsSync(path.join(root, 'node_modules/tsx')))
    throw new Refusal('The packages are not installed yet: `npm start` or `npm ci` does that.');
  const result = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'tools/doctor.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exit(result.status ?? 1);
} catch (error) {
  fail(error);
}
