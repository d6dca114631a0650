// What a holder decides about their certificates: who sees them, what their pages show, and having them erased.
import { type Actor, requireActor } from '~/platform/actor';
import { type Clock, systemClock } from '~/platform/clock';
import { AppError } from '~/platform/errors';
import { isUuid } from '~/platform/ids.server';
import { type Visibility, VISIBILITIES } from './certification';
import * as lifeStore from './life-store.server';
import * as store from './store.server';

/**
 * Sets who may read one's certificate and what its page shows. The signed file stays as it is: whoever has it reads all of it.
 * Holds for every version of the credential. Throws `not-found` for somebody else's, `invalid`, `unauthenticated`.
 */
export async function setPrivacy(
  actor: Actor | null,
  input: { certificateId: string; visibility: string; showScore: boolean; showEvidence: boolean },
): Promise<void> {
  const { userId } = requireActor(actor);
  const visibility = VISIBILITIES.find((one) => one === input.visibility);
  if (!visibility) throw new AppError('invalid', { issues: [{ path: 'visibility', message: 'required' }] });
  const certificate = isUuid(input.certificateId) ? await store.findOwn(userId, input.certificateId) : null;
  if (!certificate) throw new AppError('not-found');
  const { showScore, showEvidence } = input;
  await lifeStore.savePrivacy(userId, certificate.award.credentialId, {
    visibility: visibility satisfies Visibility,
    showScore: showScore === true,
    showEvidence: showEvidence === true,
  });
}

/**
 * Erases the actor's certificates: names, results, files and the key that could open them. `kept`: a file that the holder presents
 * can still be checked, by its signature and its place in the register. `withdrawn`: it counts no more. Cannot be undone. Returns
 * how many certificates were erased. Throws `unauthenticated`, `invalid`.
 */
export async function eraseMyCertificates(
  actor: Actor | null,
  input: { erasure: string },
  deps: { clock?: Clock } = {},
): Promise<{ erased: number }> {
  const { userId } = requireActor(actor);
  const { erasure } = input;
  if (erasure !== 'kept' && erasure !== 'withdrawn')
    throw new AppError('invalid', { issues: [{ path: 'erasure', message: 'required' }] });
  const at = (deps.clock ?? systemClock)();
  const ids = await lifeStore.eraseHolder(userId, erasure, { by: userId, at, everything: false });
  return { erased: ids.length };
}

/**
 * The same for an account that is erased as a whole: exam attempts go too. For the job that erases accounts: it asks no actor.
 * Doing it twice changes nothing more.
 */
export async function eraseCertificatesOf(
  userId: string,
  erasure: 'kept' | 'withdrawn',
  deps: { clock?: Clock } = {},
): Promise<void> {
  const at = (deps.clock ?? systemClock)();
  await lifeStore.eraseHolder(userId, erasure, { by: null, at, everything: true });
}

/** Certificates sealed in one run. */
const SEAL_BATCH = 200;

/** Seals what was stored in clear before holders had keys. For the schedule. Returns how many were sealed. */
export async function sealOldCertificates(): Promise<number> {
  let sealed = 0;
  for (const id of await lifeStore.listUnsealed(SEAL_BATCH)) if (await lifeStore.sealOld(id)) sealed++;
  return sealed;
}
