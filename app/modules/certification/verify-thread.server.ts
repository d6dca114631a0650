// Entry of the thread that verifies credentials from strangers, so that canonicalising a hostile one keeps nobody else waiting.
import { parentPort } from 'node:worker_threads';
import { verifyFile } from '@certificates/verify-file';
import type { VerifyTask } from './verify-apart.server';

parentPort!.on('message', ({ input, issuers, sealKeys, now }: VerifyTask) => {
  verifyFile(input, { issuers, sealKeys, now }).then(
    (verification) => parentPort!.postMessage({ verification }),
    (error: unknown) => parentPort!.postMessage({ error: String((error as Error).message) }),
  );
});
