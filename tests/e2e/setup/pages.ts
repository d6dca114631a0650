// Every page a person can come to, by who they are; arranges what the pages need. For the accessibility walk and the benches.
import { COURSE, makeCertificate } from './arrange';
import { database } from './browser';

export type PageAddress = { who: 'visitor' | 'learner' | 'admin'; path: string };

/** Addresses of all pages, with a certificate, an exam attempt and mails to show. */
export async function allPages(): Promise<Array<PageAddress>> {
  const publicId = await makeCertificate('Walk Through');
  const [person] = await database<{ id: string }>(`select id from "user" where email = 'learner@demo.pericia.test'`);
  const visitor = [
    '/',
    '/courses',
    `/courses/${COURSE}`,
    '/plans',
    '/about',
    '/privacy',
    '/certifications',
    `/exams/${COURSE}`,
    '/sign-in',
    '/sign-up',
    '/forgot-password',
    '/reset-password/unknown-token',
    '/verify-email/unknown-token',
    '/verify',
    `/verify/${publicId}`,
    '/verify/0000000000000000000000',
    '/outbox',
    '/no-such-page',
  ];
  const learner = [
    '/welcome',
    '/learn',
    '/learn/path',
    '/learn/placement',
    '/learn/reviews',
    '/learn/week',
    '/learn/skills/unit-economics',
    `/learn/${COURSE}/numbers-that-matter`,
    `/learn/${COURSE}/numbers-that-matter/practice`,
    `/exams/${COURSE}`,
    '/certificates',
    '/sandbox',
    '/account',
  ];
  const admin = [
    '/admin',
    '/admin/people',
    `/admin/people/${person!.id}`,
    '/admin/certificates',
    '/admin/queue',
    '/admin/outbox',
    '/admin/activity',
  ];
  return [
    ...visitor.map((path) => ({ who: 'visitor' as const, path })),
    ...learner.map((path) => ({ who: 'learner' as const, path })),
    ...admin.map((path) => ({ who: 'admin' as const, path })),
  ];
}
