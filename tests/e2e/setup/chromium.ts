// Where this machine's Chromium is.
import { existsSync } from 'node:fs';

const CANDIDATES = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium's path, or null where there is none. */
export function findChromium(): string | null {
  return CANDIDATES.find((file) => file && existsSync(file)) ?? null;
}
