// Personal data of identity: who people are and how they sign in.
import { KEEP, type Table } from './table';

export const IDENTITY: Record<string, Table> = {
  User: {
    whose: 'id',
    keep: KEEP.account,
    personal: {
      id: 'tells accounts apart',
      email: 'signs in, receives mail',
      emailVerifiedAt: 'only a proven address receives mail and certificates',
      name: 'greets; is frozen on certificates',
      passwordHash: 'checks the password; argon2id, never readable',
      locale: 'shows pages and mail in the chosen language',
      timeZone: 'counts days where the person lives',
      createdAt: 'shows since when',
      lastSignInAt: 'shows when the account was last used',
    },
    plain: ['roles', 'closedAt'],
  },
  Session: {
    whose: 'userId',
    keep: KEEP.session,
    personal: {
      userId: 'knows who is signed in',
      device: 'lets the person recognise their devices; browser and system only',
      createdAt: 'shows when the session began and ends it after 90 days',
      lastSeenAt: 'shows when a device was last used',
    },
    plain: ['id', 'expiresAt'],
  },
  IdentityToken: {
    whose: 'userId',
    keep: KEEP.token,
    personal: { userId: 'knows whose address or password it is for' },
    plain: ['id', 'purpose', 'createdAt', 'expiresAt', 'usedAt'],
  },
  SignInFailure: {
    whose: 'key, for who knows the address',
    keep: KEEP.failures,
    personal: {
      key: 'slows the guessing of passwords; a hash of an address or a network',
      failures: 'how slow',
      lastFailure: 'when to forget',
    },
    plain: [],
  },
};
