// `npm run --silent verify -- FILE|URL`: checks a certificate in any form and says the verdicts in words. Ends with 0 only when it is valid.
import { verifyCommand } from './verify-command';

const { code, text } = await verifyCommand(process.argv.slice(2), process.env);
if (code === 2) console.error(text);
else console.log(text);
process.exitCode = code;
