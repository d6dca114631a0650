// `npm run content:check [folder] [--lang es]`: prints every fault of the content with its place and remedy.
import path from 'node:path';
import { isLocale } from '~/i18n/locale';
import { reportContent } from '~/modules/catalog/content/lint';

const [, , ...given] = process.argv;
const flag = given.indexOf('--lang');
const language = flag >= 0 ? given[flag + 1] : 'en';
const folder = given.find(
  (word, index) => !word.startsWith('--') && index !== flag + 1 + (flag < 0 ? given.length : 0),
);

const { lines, exitCode } = await reportContent(
  path.resolve(folder ?? 'content'),
  isLocale(language) ? language : 'en',
);
console.log(lines.join('\n'));
process.exitCode = exitCode;
