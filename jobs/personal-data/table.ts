// What an entry of the register of personal data says, and until when things are held.

/** Until when something is held, and what ends it. `job` names an entry of SCHEDULE where it goes by itself. */
type Retention = { until: string; endedBy: string; job?: string };

export const KEEP = {
  account: { until: 'the account is erased', endedBy: 'erasing the account' },
  session: {
    until: 'signing out, 14 days without use, or 90 days',
    endedBy: 'signing out, closing the account, the nightly sweep',
    job: 'forget-stale-identity',
  },
  token: { until: 'seven days after it expired', endedBy: 'the nightly sweep', job: 'forget-stale-identity' },
  failures: { until: 'seven days after the last failure', endedBy: 'the nightly sweep', job: 'forget-stale-identity' },
  exam: { until: 'the account is erased', endedBy: 'erasing the account; the certificate keeps the result it proves' },
  certificate: {
    until: 'the holder asks for its erasure',
    endedBy: 'erasing the account; the public page then says that the certificate is no longer available',
  },
  ledger: {
    until: 'the installation ends',
    endedBy: 'nothing: without the certificate its row names nobody, and the chain must stay whole',
  },
  log: {
    until: 'the installation ends',
    endedBy: 'nothing: the id names nobody once the account is erased, and the log must stay whole',
  },
} as const satisfies Record<string, Retention>;

export type Table = {
  /** How a row is found for a person. */
  whose: string;
  keep: Retention;
  /** column → purpose; with a retention of its own where the table's does not hold. */
  personal: Record<string, string | { purpose: string; keep: Retention }>;
  /** Columns that say nothing about a person by themselves. */
  plain: ReadonlyArray<string>;
};
