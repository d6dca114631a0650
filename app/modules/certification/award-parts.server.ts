// Parts an award into what is stored openly and what names its holder, which is stored sealed.
import type { FrozenAward } from './certification';

/** What of an award names the holder or must not be guessed. It is stored sealed under the holder's key; the rest is not. */
type Personal = Pick<FrozenAward, 'holderName' | 'subjectId' | 'scorePercent' | 'refreshToken'>;
export type OpenAward = Omit<FrozenAward, keyof Personal>;

/** Parts an award into what is stored openly and what is stored sealed. */
export function partAward(award: FrozenAward): { open: OpenAward; personal: Personal } {
  const { holderName, subjectId, scorePercent, refreshToken: token, ...open } = award;
  return { open, personal: { holderName, subjectId, scorePercent, ...(token ? { refreshToken: token } : {}) } };
}
