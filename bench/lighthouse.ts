// Figures: Lighthouse (mobile preset) of landing, lesson and certificate. Fetches the lighthouse package once through npx.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../tests/e2e/setup/chromium';
import { startPericia } from '../tests/setup/pericia';
import { figure, heading, median } from './measure';
import { COURSE, firstLesson, issueOne, makeLearners } from './people';

/** Runs a page; the median counts, as Lighthouse advises. */
const RUNS = 3;
const VERSION = '12.8.2';
const run = promisify(execFile);

const pericia = await startPericia();
const folder = mkdtempSync(path.join(tmpdir(), 'lighthouse-'));
try {
  const lesson = await firstLesson(pericia);
  const [learner] = await makeLearners(pericia, 1);
  const publicId = await issueOne(pericia, learner!.userId);
  const pages: Array<[string, string, string | null]> = [
    ['landing', '/', null],
    ['lesson', `/learn/${COURSE}/${lesson.slug}`, learner!.cookie],
    ['certificate', `/verify/${publicId}`, null],
  ];
  heading(`Lighthouse ${VERSION}, mobile`);
  for (const [what, address, cookie] of pages) {
    const performance: Array<number> = [];
    const accessibility: Array<number> = [];
    for (let i = 0; i < RUNS; i++) {
      const output = path.join(folder, `${what}-${i}.json`);
      await run(
        'npx',
        [
          '--yes',
          `lighthouse@${VERSION}`,
          `${pericia.baseUrl}${address}`,
          '--quiet',
          '--output=json',
          `--output-path=${output}`,
          '--only-categories=performance,accessibility',
          ...(cookie ? [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`] : []),
          '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking --disable-component-update --disable-sync --no-first-run',
        ],
        { env: { ...process.env, CHROME_PATH: findChromium() ?? '' }, maxBuffer: 64 * 1024 * 1024 },
      );
      const { categories } = JSON.parse(readFileSync(output, 'utf8')) as {
        categories: Record<'performance' | 'accessibility', { score: number }>;
      };
      performance.push(Math.round(categories.performance.score * 100));
      accessibility.push(Math.round(categories.accessibility.score * 100));
    }
    figure(`${what}: performance`, String(median(performance)), '≥ 95', median(performance) >= 95);
    figure(`${what}: accessibility`, String(median(accessibility)), '100', median(accessibility) === 100);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await pericia.stop();
}
process.exit(0);
