// Status lists of what the VC-API issues: in memory, one list a purpose, forgotten when the process ends.
import { createStatusList, drawStatusIndex, setStatus, type StatusList } from '@certificates/status-list';
import type { Offer } from './vc-threads';

const PURPOSES = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof PURPOSES)[number];

export class VcStatus {
  #lists = new Map<StatusPurpose, StatusList>(PURPOSES.map((purpose) => [purpose, createStatusList()]));
  #taken = new Map<StatusPurpose, Set<number>>(PURPOSES.map((purpose) => [purpose, new Set()]));
  #byCredential = new Map<string, Array<Offer>>();

  constructor(private readonly baseUrl: string) {}

  /** Returns an entry of each list that nobody was offered before. */
  offer(): Array<Offer> {
    return PURPOSES.map((purpose) => {
      const taken = this.#taken.get(purpose)!;
      let index = drawStatusIndex();
      while (taken.has(index)) index = drawStatusIndex();
      taken.add(index);
      return { purpose, index, listUrl: `${this.baseUrl}/${purpose}` };
    });
  }

  /** Remembers what was issued, so that its status can be set by the credential's id. */
  take(taken: ReadonlyArray<Offer & { credentialId: string | null }>): void {
    for (const { credentialId, ...offer } of taken) {
      if (credentialId === null) continue;
      this.#byCredential.set(credentialId, [...(this.#byCredential.get(credentialId) ?? []), offer]);
    }
  }

  /** Sets the status of an issued credential. False when it has no entry for that purpose. */
  set(credentialId: string, purpose: string, value: boolean): boolean {
    const entry = this.#byCredential.get(credentialId)?.find((offer) => offer.purpose === purpose);
    const list = entry && this.#lists.get(entry.purpose);
    if (!entry || !list) return false;
    this.#lists.set(entry.purpose, setStatus(list, entry.index, value));
    return true;
  }

  /** Returns a list by its purpose, or null. */
  find(purpose: string): { purpose: StatusPurpose; listUrl: string; bits: StatusList } | null {
    const known = PURPOSES.find((one) => one === purpose);
    return known ? { purpose: known, listUrl: `${this.baseUrl}/${known}`, bits: this.#lists.get(known)! } : null;
  }
}
