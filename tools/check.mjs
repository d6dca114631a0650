// `npm run check`: everything but the browser, two gates at a time: types, ESLint, Prettier, module rules, unused code, content, tests.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, generateClient, Refusal, root } from './environment.mjs';

/** Gates that run at once: two cores are what a small machine has. */
const AT_ONCE = 2;
/** Lines shown of a gate that failed. */
const SHOWN_LINES = 80;

const bin = (file, ...args) => [path.join(root, 'node_modules', file), ...args];

/** name, what `node` is given. Each is one test in the count. */
export const GATES = [
  { name: 'types', args: bin('typescript/bin/tsc', '--noEmit', '--pretty', 'false') },
  { name: 'lint', args: bin('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { name: 'format', args: bin('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  {
    name: 'modules',
    args: bin(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      'app',
      'jobs',
      'certificates',
      '--config',
      '.dependency-cruiser.cjs',
    ),
  },
  { name: 'unused', args: bin('knip/bin/knip.js', '--no-progress') },
  { name: 'content', args: ['--import', 'tsx', path.join(root, 'tools/content-check.ts')] },
];

/**
 * A gate that runs tests: its count comes from Vitest's report.
 * @param {{ projects: Array<string>, files?: Array<string>, folder: string, environment?: Record<string, string> }} what
 */
export function testGate(name, { projects, files = [], folder, environment = {} }) {
  const report = path.join(folder, `${name}.json`);
  return {
    name,
    report,
    environment,
    args: bin(
      'vitest/vitest.mjs',
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ),
  };
}

/** Runs one gate to its end. @returns {Promise<{ name: string, ok: boolean, output: string, seconds: number, counts: { passed: number, failed: number, skipped: number } }>} */
function run(gate) {
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, gate.args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CI: '1', ...gate.environment },
    });
    const collect = (chunk) => (output = (output + chunk).slice(-200_000));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => collect(error.message));
    child.once('close', (code) => {
      const counts = gate.report
        ? readReport(gate.report, code)
        : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
      resolve({
        name: gate.name,
        ok: code === 0 && counts.failed === 0,
        output,
        seconds: (performance.now() - began) / 1000,
        counts,
      });
    });
  });
}

/** Counts of a Vitest report. A file that did not load, or a run that ended without a report, is one failure. */
function readReport(file, code) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const broken = report.testResults.filter(
      (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
    ).length;
    const failed = report.numFailedTests + broken;
    return {
      passed: report.numPassedTests,
      failed: failed + (code !== 0 && failed === 0 ? 1 : 0),
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function tell({ name, ok, output, seconds, counts }) {
  const tests = counts.passed + counts.failed + counts.skipped > 1 ? `  ${sentence(counts)}` : '';
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s${tests}`);
  if (ok) return;
  const lines = output.trimEnd().split('\n');
  if (lines.length > SHOWN_LINES) console.log(`       … ${lines.length - SHOWN_LINES} lines before`);
  for (const line of lines.slice(-SHOWN_LINES)) console.log(`       ${line}`);
}

/** The closing sentence of a count. */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** Runs the gates, at most `atOnce` together, telling each as it ends. @returns the sum of their counts */
export async function runGates(gates, atOnce = AT_ONCE) {
  const waiting = [...gates];
  const sum = { passed: 0, failed: 0, skipped: 0 };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
        const result = await run(gate);
        tell(result);
        for (const key of Object.keys(sum)) sum[key] += result.counts[key];
      }
    }),
  );
  return sum;
}

/** Runs `work` with a folder for reports that is gone afterwards. */
export async function withReports(work) {
  const folder = mkdtempSync(path.join(tmpdir(), 'pericia-reports-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  await generateClient((text) => console.log(`· ${text}`));
  const counts = await withReports((folder) =>
    runGates([testGate('tests', { projects: ['unit', 'dom', 'db'], folder }), ...GATES]),
  );
  console.log(sentence(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) =>
    fail(
      error.code === 'ERR_MODULE_NOT_FOUND'
        ? new Refusal('The packages are not installed yet: `npm test` or `npm ci` does that.')
        : error,
    ),
  );
}
