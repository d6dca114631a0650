// The signed heads of the issuance ledger, for whoever wants to keep a copy.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, getLedgerFile } from '~/modules/certification/certification.server';

export function loader({ request }: LoaderFunctionArgs) {
  return answerFile(request, getLedgerFile, { maxAgeSeconds: 300 });
}
