// The page's CSP nonce, for the few inline scripts.
import { createContext, useContext } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

export const NonceProvider = NonceContext.Provider;

/** Undefined in the browser: it hides nonces from scripts. */
export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
