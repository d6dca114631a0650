// What the server can recognise later as its own: keyed hashes under SESSION_SECRET, and the small signed cookies made with them.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { env, publicUrl } from '~/platform/env.server';

/** HMAC-SHA256 as base64url; `purpose` keeps the hash of one use from being accepted in another. */
export function seal(purpose: string, text: string): string {
  return createHmac('sha256', env().SESSION_SECRET).update(`pericia:${purpose}\0${text}`).digest('base64url');
}

/** Compares in constant time. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A Set-Cookie header for a cookie that scripts cannot read. */
export function cookieHeader(name: string, value: string, maxAgeSeconds: number): string {
  const secure = publicUrl().startsWith('https://') ? '; Secure' : '';
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** A cookie's value out of a Cookie header; '' when it is not there. */
export function readCookie(header: string | null, name: string): string {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return '';
}
