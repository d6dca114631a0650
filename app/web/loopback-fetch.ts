// Fetches JSON from this machine only: what the VC-API looks up for documents of strangers.

/** Milliseconds and bytes given to one answer. */
const LIMIT_MS = 1_000;
const LIMIT_BYTES = 4_000_000;

/** Whether a host name means this machine, whatever the network says. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/**
 * Returns the JSON, or the text of a token, that an address on this machine serves. An address of this installation is
 * asked on its own port, under whatever name the public knows it. Throws, in words, for every other address.
 */
export async function fetchLoopback(address: string, own: { publicUrl: string; localUrl: string }): Promise<unknown> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('the address is no web address');
  const isOwn = url.origin === new URL(own.publicUrl).origin;
  if (!isOwn && !isLoopbackHost(url.hostname))
    throw new Error(`${url.origin} is neither this installation nor this machine`);
  const target = isOwn ? new URL(url.pathname + url.search, own.localUrl) : url;
  const response = await fetch(target, {
    redirect: 'error',
    signal: AbortSignal.timeout(LIMIT_MS),
    headers: { Accept: 'application/vc, application/json;q=0.9, */*;q=0.1' },
  });
  if (!response.ok) throw new Error(`the address answered ${response.status}`);
  const text = await readAtMost(response, LIMIT_BYTES);
  return text.trimStart().startsWith('{') ? (JSON.parse(text) as unknown) : text.trim();
}

async function readAtMost(response: Response, limit: number): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Array<Uint8Array> = [];
  let bytes = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > limit) throw new Error(`the answer has more than ${limit} bytes`);
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
