// Every internal address, one function a page. Mails and PDFs need them too, so this is no route. Browser-safe.

export const paths = {
  home: () => '/',
  catalog: () => '/courses',
  course: (courseId: string) => `/courses/${courseId}`,
  plans: () => '/plans',
  about: () => '/about',
  privacy: () => '/privacy',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signUp: (next?: string) => (next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up'),
  signOut: () => '/sign-out',
  forgotPassword: () => '/forgot-password',
  resetPassword: (token: string) => `/reset-password/${token}`,
  verifyEmail: (token: string) => `/verify-email/${token}`,
  account: () => '/account',
  outbox: () => '/outbox',
  outboxMail: (mailId: string) => `/outbox/${mailId}`,
  welcome: () => '/welcome',
  dashboard: () => '/learn',
  path: () => '/learn/path',
  placement: () => '/learn/placement',
  placementQuestion: () => '/learn/placement/question',
  placementResult: () => '/learn/placement/result',
  reviews: () => '/learn/reviews',
  week: (back = 0) => (back > 0 ? `/learn/week?back=${back}` : '/learn/week'),
  skill: (skillId: string) => `/learn/skills/${skillId}`,
  lesson: (courseId: string, lesson: string) => `/learn/${courseId}/${lesson}`,
  practice: (courseId: string, lesson: string, itemId?: string) =>
    `/learn/${courseId}/${lesson}/practice${itemId ? `/${itemId}` : ''}`,
  certifications: () => '/certifications',
  exam: (programId: string) => `/exams/${programId}`,
  examAttempt: (programId: string, attemptId: string) => `/exams/${programId}/${attemptId}`,
  portfolio: (programId: string, submissionId?: string) =>
    `/portfolio/${programId}${submissionId ? `/${submissionId}` : ''}`,
  /** For instructors: its sections share one frame. */
  studio: () => '/studio',
  grading: () => '/studio/grading',
  gradingWork: (evaluationId: string) => `/studio/grading/${evaluationId}`,
  gradingHeld: () => '/studio/grading/held',
  programReports: () => '/studio/programs',
  certificates: () => '/certificates',
  certificate: (certificateId: string) => `/certificates/${certificateId}`,
  eraseCertificates: () => '/certificates/erase',
  verify: (publicId?: string) => (publicId ? `/verify/${publicId}` : '/verify'),
  /** A whole list at once; with `.csv` the answer is a file. */
  verifyList: () => '/verify/list',
  /** The verdict as a small page for other sites to frame. */
  embed: (publicId: string) => `/embed/${publicId}`,
  refresh: (token: string) => `/refresh/${token}`,
  credentialFile: (publicId: string, kind: 'json' | 'jwt' | 'pdf' | 'png' | 'svg') =>
    `/credentials/${publicId}.${kind}`,
  sandbox: () => '/sandbox',
  sandboxRun: (runId: string) => `/sandbox/${runId}`,
  teach: () => '/teach',
  studioItems: (courseId?: string) => (courseId ? `/studio/items?course=${courseId}` : '/studio/items'),
  studioItem: (itemVersionId: string) => `/studio/items/${itemVersionId}`,
  studioExperiment: () => '/studio/experiment',
  admin: () => '/admin',
  adminPeople: () => '/admin/people',
  adminPerson: (userId: string) => `/admin/people/${userId}`,
  adminCertificates: () => '/admin/certificates',
  adminCorrections: () => '/admin/corrections',
  adminReports: () => '/admin/reports',
  adminQueue: () => '/admin/queue',
  adminOutbox: () => '/admin/outbox',
  adminActivity: () => '/admin/activity',
} as const;

/**
 * Where to go after signing in: `next` when it is a plain path of ours, otherwise the dashboard. Refuses other hosts in every
 * spelling browsers accept (`//host`, `/\host`, `/%09/host`, schemes, control characters).
 */
export function safeNext(next: string | null | undefined): string {
  if (!next || next.length > 500 || !next.startsWith('/') || /[\u0000-\u0020\u007f\\]/.test(next))
    return paths.dashboard();
  try {
    const url = new URL(next, 'http://pericia.invalid');
    if (url.host !== 'pericia.invalid' || url.protocol !== 'http:' || url.pathname.startsWith('//'))
      return paths.dashboard();
    return url.pathname + url.search + url.hash;
  } catch {
    return paths.dashboard();
  }
}
