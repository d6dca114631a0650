// Devices that a person signed in from before: strangers' wrong guesses at an account do not slow them down.
import { randomBytes } from 'node:crypto';
import { cookieHeader, isSame, readCookie, seal } from './seal.server';

const COOKIE = 'pericia_device';
const MAX_AGE_SECONDS = 400 * 24 * 3600;
/** People remembered on one device; a household's computer. */
const MAX_PEOPLE = 5;

/** The cookie is the device's random id and one keyed hash for each person: it names nobody, and nobody else can make one. */
function read(header: string | null): { deviceId: string; marks: Array<string> } {
  const [deviceId = '', ...marks] = readCookie(header, COOKIE).slice(0, 600).split('.');
  return /^[\w-]{22}$/.test(deviceId) ? { deviceId, marks: marks.slice(0, MAX_PEOPLE) } : { deviceId: '', marks: [] };
}

function mark(deviceId: string, userId: string): string {
  return seal('device', `${deviceId}:${userId}`);
}

/** The device's id when this person signed in from it before; null otherwise. */
export function findKnownDevice(header: string | null, userId: string): string | null {
  const { deviceId, marks } = read(header);
  const expected = mark(deviceId, userId);
  return deviceId && marks.some((found) => isSame(found, expected)) ? deviceId : null;
}

/** The Set-Cookie header with which the device remembers this person, next to those it knew. */
export function rememberDevice(header: string | null, userId: string): string {
  const known = read(header);
  const deviceId = known.deviceId || randomBytes(16).toString('base64url');
  const mine = mark(deviceId, userId);
  return cookieHeader(
    COOKIE,
    [deviceId, mine, ...known.marks.filter((found) => found !== mine)].slice(0, MAX_PEOPLE + 1).join('.'),
    MAX_AGE_SECONDS,
  );
}
