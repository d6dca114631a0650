// `npm run content:check [folder] [--lang es]`: prints every fault of the content with its place and remedy.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isLocale } from '~/i18n/locale';
import { reportContent } from '~/modules/catalog/content/lint';

const { values, positionals } = parseArgs({ options: { lang: { type: 'string' } }, allowPositionals: true });
const language = isLocale(values.lang) ? values.lang : 'en';
const { lines, exitCode } = await reportContent(path.resolve(positionals[0] ?? 'content'), language);
console.log(lines.join('\n'));
process.exitCode = exitCode;
