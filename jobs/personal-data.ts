// The register of personal data: every column that says something about a person, why it is held and until when. A test keeps it whole.

/** Until when something is held, and what ends it. `job` names an entry of SCHEDULE where it goes by itself. */
type Retention = { until: string; endedBy: string; job?: string };

const KEEP = {
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

type Table = {
  /** How a row is found for a person. */
  whose: string;
  keep: Retention;
  /** column → purpose; with a retention of its own where the table's does not hold. */
  personal: Record<string, string | { purpose: string; keep: Retention }>;
  /** Columns that say nothing about a person by themselves. */
  plain: ReadonlyArray<string>;
};

/** Prisma model → its columns. A model that leads to a person and is not here, or a column of it that is not, fails the build. */
export const PERSONAL_DATA: Record<string, Table> = {
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
  LearnerProfile: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows whose path it is',
      pathId: 'what the person wants to learn',
      goalId: 'what for',
      minutesPerWeek: 'plans a pace that fits',
      formats: 'prefers the forms the person likes; a preference, never a diagnosis',
      state: 'what the engine believes the person knows',
      createdAt: 'when the path began',
    },
    plain: ['updatedAt'],
  },
  LessonStart: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows who reads',
      lessonId: 'shows where to continue',
      courseId: 'shows where to continue',
      versionId: 'keeps the version the person began',
      startedAt: 'shows progress',
      readAt: 'shows progress',
      touchedAt: 'orders what to continue with',
    },
    plain: [],
  },
  Answer: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows who answered',
      itemVersionId: 'what was asked',
      itemId: 'what was asked',
      lessonId: 'where',
      courseId: 'where',
      attempt: 'only the first answer moves mastery',
      response: 'what was answered: shown again, explained',
      correct: 'estimates mastery',
      score: 'estimates mastery',
      responseMs: 'studies of items; never scored',
      predicted: 'checks the engine against what happened',
      createdAt: 'forgetting and review',
    },
    plain: ['id', 'engineVersion', 'idempotencyKey'],
  },
  SkillState: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows whose skill it is',
      skillId: 'which skill',
      state: 'what the engine believes',
      mastery: 'shows what is mastered',
      probability: 'chooses the next step',
      answers: 'says how sure the estimate is',
      updatedAt: 'forgetting',
    },
    plain: [],
  },
  Recommendation: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows to whom it was proposed',
      activityId: 'what was proposed',
      reasons: 'explains the proposal to the person',
      candidates: 'what else was weighed',
      overriddenBy: 'what the person did instead',
      createdAt: 'when',
    },
    plain: ['id', 'propensity', 'policy'],
  },
  Note: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows whose note it is',
      lessonId: 'where it was taken',
      body: "the person's own words",
      updatedAt: 'orders notes',
    },
    plain: ['revision'],
  },
  ExamAttempt: {
    whose: 'userId',
    keep: KEEP.exam,
    personal: {
      userId: 'knows who sits the exam',
      programId: 'which exam',
      programVersion: 'which rules held',
      number: 'counts attempts',
      locale: 'shows the exam in its language',
      startedAt: 'limits the time and the attempts',
      submittedAt: 'ends the attempt',
      scorePercent: 'the result',
      passed: 'the result',
      bySkill: 'says what to study',
    },
    plain: ['id', 'itemIds', 'seed', 'deadlineAt'],
  },
  ExamAnswer: {
    whose: 'attemptId',
    keep: KEEP.exam,
    personal: {
      attemptId: 'whose attempt',
      itemVersionId: 'what was asked',
      response: 'what was answered',
      flagged: 'what the person wanted to see again',
      savedAt: 'proves that it was in time',
    },
    plain: ['sequence'],
  },
  Certificate: {
    whose: 'userId',
    keep: KEEP.certificate,
    personal: {
      userId: 'knows who holds it',
      publicId: 'the address that the holder hands on',
      credentialId: 'names the signed credential',
      programId: 'what it proves',
      programVersion: 'what it proves',
      attemptId: 'the exam it stands on',
      award: "frozen at issue: the holder's name, result, skills, dates",
      status: 'says whether it holds',
      createdAt: 'when it was earned',
      issuedAt: 'when it was signed',
      expiresAt: 'until when it holds',
      revokedAt: 'says that it holds no more',
      revokedReason: 'says why',
      replacedById: 'leads to the renewed one',
    },
    plain: ['id', 'statusListId', 'statusIndex'],
  },
  CertificateFile: {
    whose: 'certificateId',
    keep: KEEP.certificate,
    personal: { certificateId: 'whose certificate', bytes: 'the signed and drawn forms, with the name' },
    plain: ['kind', 'mime', 'sha256', 'createdAt'],
  },
  IssuanceLedger: {
    whose: 'certificateId',
    keep: KEEP.ledger,
    personal: {
      certificateId: 'which certificate was signed',
      digest: 'proves which bytes were signed',
      createdAt: 'when',
    },
    plain: ['number', 'action', 'kid', 'previous', 'hash'],
  },
  Mail: {
    whose: 'userId, recipient',
    keep: KEEP.account,
    personal: {
      userId: 'knows to whom it belongs',
      recipient: 'where it goes',
      subject: 'what was sent',
      text: 'what was sent',
      html: 'what was sent',
      locale: 'writes it in their language',
      dedupeKey: 'never sends the same twice; names the cause',
      createdAt: 'when',
      sentAt: 'when',
    },
    plain: ['id', 'template', 'status', 'error'],
  },
  SandboxRun: {
    whose: 'userId',
    keep: KEEP.account,
    personal: {
      userId: 'knows whose campaign it is',
      name: 'what the person called it',
      plan: 'their decisions',
      outcome: 'their results',
      createdAt: 'orders campaigns',
      updatedAt: 'orders campaigns',
    },
    plain: ['id', 'brief', 'worldSeed', 'noiseSeed', 'day', 'days', 'state', 'revision'],
  },
  SandboxDay: {
    whose: 'runId',
    keep: KEEP.account,
    personal: { runId: 'whose campaign', plan: 'their decisions' },
    plain: ['day', 'rows'],
  },
  Event: {
    whose: 'actorId, subjectId',
    keep: KEEP.log,
    personal: {
      actorId: 'says who did it: audit, activity, reactions',
      subjectId: 'says to what or to whom',
      createdAt: 'says when',
    },
    // `data` holds ids, numbers and codes only: events.server.ts says so to who records one.
    plain: ['id', 'position', 'txId', 'type', 'subjectType', 'data'],
  },
};
