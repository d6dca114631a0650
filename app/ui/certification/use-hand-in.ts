// Hands an exam in and leaves for its result; insists until the server has heard it.
import { useNavigate } from '@remix-run/react';
import { useCallback, useRef, useState } from 'react';

/** Milliseconds between tries while the server cannot be reached. It hands in by itself when the time is over. */
const RETRY_MS = 3_000;

export function useHandIn({ handIn: address, result }: { handIn: string; result: string }): {
  handIn: () => Promise<void>;
  handingIn: boolean;
} {
  const navigate = useNavigate();
  const [handingIn, setHandingIn] = useState(false);
  const begun = useRef(false);
  const handIn = useCallback(async () => {
    if (begun.current) return;
    begun.current = true;
    setHandingIn(true);
    while (!(await isHandedIn(address))) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    navigate(result, { replace: true });
  }, [address, result, navigate]);
  return { handIn, handingIn };
}

/** Also true when there is nothing to hand in for whoever is signed in now: the result's page then says what is the matter. */
async function isHandedIn(address: string): Promise<boolean> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(15_000),
    });
    return response.ok || response.status === 401 || response.status === 404;
  } catch {
    return false;
  }
}
