// Every page a person can come to, by who they are; arranges what the pages need. For the accessibility walk and the benches.
import { COURSE, makeHolder } from './arrange';
import { database } from './browser';

/** `email`: of a person who was made for these pages. */
export type PageAddress = { who: 'visitor' | 'learner' | 'holder' | 'admin'; path: string; email?: string };

/** Addresses of all pages, with a certificate, an exam attempt and mails to show. */
export async function allPages(): Promise<Array<PageAddress>> {
  const { email, certificateId, publicId } = await makeHolder('Walk Through');
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
    '/verify/list',
    `/verify/concern/${publicId}`,
    `/embed/${publicId}`,
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
  const holder = ['/certificates', `/certificates/${certificateId}`, '/certificates/erase'];
  const admin = [
    '/admin',
    '/admin/people',
    `/admin/people/${person!.id}`,
    '/admin/certificates',
    '/admin/corrections',
    '/admin/reports',
    '/admin/queue',
    '/admin/outbox',
    '/admin/activity',
    '/studio/grading',
    '/studio/grading/held',
    '/studio/programs',
    '/studio/items',
    '/studio/experiment',
  ];
  return [
    ...visitor.map((path) => ({ who: 'visitor' as const, path })),
    ...learner.map((path) => ({ who: 'learner' as const, path })),
    ...holder.map((path) => ({ who: 'holder' as const, path, email })),
    ...admin.map((path) => ({ who: 'admin' as const, path })),
  ];
}
