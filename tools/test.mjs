// `npm test` on a fresh clone: installs what is missing, runs every gate and every test that needs no outside service, ends with the counts.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GATES, runGates, sentence, testGate, withReports } from './check.mjs';
import { checkNode, fail, generateClient, installPackages, root } from './environment.mjs';

const say = (text) => console.log(`· ${text}`);
const began = performance.now();
/** Programs that are Chromium, in the order of preference; CHROME_PATH names another. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}

function findChromium() {
  const given = process.env.CHROME_PATH;
  if (given && existsSync(given)) return given;
  if (given) say(`CHROME_PATH names ${given}, which is not there; looking elsewhere.`);
  return BROWSERS.map(onPath).find(Boolean) ?? (existsSync(MAC) ? MAC : undefined);
}

/** Installs Debian's Chromium where that is possible: as root, with apt-get. @returns {string | undefined} its path */
function installChromium() {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return undefined;
  say('There is no Chromium: installing it with apt-get …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const result = spawnSync('apt-get', args, {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    if (result.status !== 0) {
      say(`apt-get ${args[0]} failed: ${(result.stderr ?? '').trim().split('\n').at(-1)}`);
      return undefined;
    }
  }
  return findChromium();
}

/** The journeys: which need a browser, and how many tests those hold. */
function journeys() {
  const folder = path.join(root, 'tests/e2e');
  const files = readdirSync(folder).filter((file) => file.endsWith('.e2e.ts'));
  const read = (file) => readFileSync(path.join(folder, file), 'utf8');
  const browser = files.filter((file) => read(file).includes('setup/browser'));
  return {
    plain: files.filter((file) => !browser.includes(file)).map((file) => `tests/e2e/${file}`),
    browserTests: browser.reduce((sum, file) => sum + (read(file).match(/^\s*test(\.each\b.*)?\(/gm)?.length ?? 0), 0),
  };
}

async function main() {
  checkNode();
  await installPackages(say);
  await generateClient(say);
  const chromium = findChromium() ?? installChromium();
  const { plain, browserTests } = journeys();
  const counts = await withReports(async (folder) => {
    const sum = await runGates([testGate('tests', { projects: ['unit', 'dom', 'db'], folder }), ...GATES]);
    // The journeys have the machine to themselves: a browser, the built product and its database.
    const files = chromium ? [] : plain;
    if (!chromium)
      say(
        `There is no Chromium (set CHROME_PATH, or install chromium): ${browserTests} tests in a browser are skipped.`,
      );
    if (chromium || plain.length > 0) {
      const more = await runGates(
        [
          testGate('journeys', {
            projects: ['e2e'],
            files,
            folder,
            environment: chromium ? { CHROME_PATH: chromium } : {},
          }),
        ],
        1,
      );
      for (const key of Object.keys(sum)) sum[key] += more[key];
    }
    if (!chromium) sum.skipped += browserTests;
    return sum;
  });
  say(`${Math.round((performance.now() - began) / 1000)} s`);
  console.log(sentence(counts));
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

main().catch(fail);
