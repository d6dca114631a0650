// Figures: JavaScript of the first lesson page (gzip), and everything that a public certificate makes a browser fetch, as sent.
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findChromium } from '../tests/e2e/setup/chromium';
import { startPericia } from '../tests/setup/pericia';
import { figure, heading } from './measure';
import { COURSE, firstLesson, issueOne, makeLearners } from './people';

const LIMIT_KB = 130;
const CERTIFICATE_LIMIT_KB = 60;

const pericia = await startPericia();
try {
  const lesson = await firstLesson(pericia);
  const [learner] = await makeLearners(pericia, 1);
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const context = await browser.newContext({ locale: 'es-ES' });
  await context.addCookies(
    learner!.cookie
      .split('; ')
      .map((cookie) => ({ name: cookie.split('=')[0]!, value: cookie.split('=')[1]!, url: pericia.baseUrl })),
  );
  const page = await context.newPage();
  let external = 0;
  let files = 0;
  const reading: Array<Promise<void>> = [];
  page.on('response', (response) => {
    if (!/\.js(\?|$)/.test(response.url())) return;
    files++;
    reading.push(
      response.body().then(
        (body) => void (external += gzipSync(body).length),
        () => {},
      ),
    );
  });
  await page.goto(`${pericia.baseUrl}/learn/${COURSE}/${lesson.slug}`, { waitUntil: 'networkidle' });
  await Promise.all(reading);
  const html = await page.content();
  const inline = gzipSync(
    [...html.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n'),
  ).length;

  const publicId = await issueOne(pericia, learner!.userId);
  const visitor = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const network = await visitor.context().newCDPSession(visitor);
  await network.send('Network.enable');
  const types = new Map<string, string>();
  const sent = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, type }) => void types.set(requestId, type));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other';
    sent.set(type, (sent.get(type) ?? 0) + encodedDataLength);
  });
  await visitor.goto(`${pericia.baseUrl}/verify/${publicId}`, { waitUntil: 'networkidle' });
  await visitor.locator('[data-own-check][data-state=pass]').waitFor();
  await browser.close();
  const total = (external + inline) / 1000;
  heading('Bytes');
  figure(
    'JavaScript of the first lesson page, gzip',
    `${total.toFixed(1)} kB (${files} files ${(external / 1000).toFixed(1)} kB, inline ${(inline / 1000).toFixed(1)} kB)`,
    `≤ ${LIMIT_KB} kB`,
    total <= LIMIT_KB,
  );
  const certificate = [...sent.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000;
  const parts = [...sent].map(([type, bytes]) => `${type.toLowerCase()} ${(bytes / 1000).toFixed(1)}`).join(', ');
  figure(
    'public certificate, all that is fetched with headers, its own check included',
    `${certificate.toFixed(1)} kB (${parts})`,
    `≤ ${CERTIFICATE_LIMIT_KB} kB`,
    certificate <= CERTIFICATE_LIMIT_KB,
  );
} finally {
  await pericia.stop();
}
process.exit(0);
