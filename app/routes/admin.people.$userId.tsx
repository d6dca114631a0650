// One person: details, roles, devices, certificates, closing and reopening the account.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { adminMessages } from '~/i18n/admin';
import { useMessages } from '~/i18n/use-messages';
import { listCertificates } from '~/modules/certification/certification.server';
import { ROLES } from '~/modules/identity/identity';
import {
  closeAccount,
  endSessionsOf,
  getPerson,
  reopenAccount,
  setRoles,
  submitForm,
} from '~/modules/identity/identity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CertificateList } from '~/ui/admin/certificate-list';
import { CloseAccount, PersonDetails, PersonSessions, RolesForm } from '~/ui/admin/person-sections';
import { Alert } from '~/ui/kit/alert';
import { Card } from '~/ui/kit/card';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { pageMeta } from '~/ui/shell/meta';
import { Link } from '~/ui/kit/link';

export function loader({ request, context, params }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const person = await getPerson(actor, params.userId!);
    const { certificates } = await listCertificates(actor, { userId: person.userId });
    return {
      person,
      certificates,
      isAdmin: actor.roles.includes('admin'),
      isMe: actor.userId === person.userId,
      timeZone: actor.timeZone,
    };
  });
}

const ChangeSchema = z.object({
  intent: z.enum(['roles', 'sessions', 'close', 'reopen']),
  roles: z.array(z.enum(ROLES)).default([]),
});

export function action({ request, context, params }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const userId = params.userId!;
    return submitForm(request, ChangeSchema, async ({ intent, roles }) => {
      if (intent === 'roles') await setRoles(actor, { userId, roles });
      if (intent === 'sessions') await endSessionsOf(actor, { userId });
      if (intent === 'close') await closeAccount(actor, { userId });
      if (intent === 'reopen') await reopenAccount(actor, { userId });
      return redirect(`${paths.adminPerson(userId)}?done=${intent}`);
    });
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.person.name ?? '' }));

const DONE = {
  roles: 'person.rolesSaved',
  sessions: 'person.sessionsEnded',
  close: 'person.closed',
  reopen: 'person.reopened',
} as const;

export default function Person() {
  const t = useMessages(adminMessages);
  const { person, certificates, isAdmin, isMe, timeZone } = useLoaderData<typeof loader>();
  const form = useFormState(useActionData<typeof action>(), (key) =>
    key === 'lastAdmin' ? t('person.lastAdmin') : undefined,
  );
  const done = DONE[useSearchParams()[0].get('done') as keyof typeof DONE];
  return (
    <div className="grid grid-cols-1 gap-6">
      <div>
        <Link className="link" to={paths.adminPeople()}>
          {t('person.back')}
        </Link>
        <h2 className="mt-2">{person.name}</h2>
      </div>
      <FormErrors form={form} />
      {done && form.issues.length === 0 && (
        <Alert kind="good" live>
          {t(done)}
        </Alert>
      )}
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
        <div className="grid grid-cols-1 gap-6">
          <PersonDetails person={person} timeZone={timeZone} isMe={isMe} />
          <PersonSessions sessions={person.sessions} timeZone={timeZone} canEnd={isAdmin} />
        </div>
        <div className="grid grid-cols-1 gap-6">
          <RolesForm roles={person.roles} canChange={isAdmin} />
          {isAdmin && <CloseAccount key={String(person.closedAt)} person={person} timeZone={timeZone} />}
        </div>
      </div>
      <Card as="section" aria-labelledby="certificates">
        <h2 id="certificates" className="mb-4 text-xl">
          {t('person.certificates')}
        </h2>
        {certificates.length === 0 ? (
          <p className="text-muted">{t('person.noCertificates')}</p>
        ) : (
          <CertificateList certificates={certificates} timeZone={timeZone} />
        )}
      </Card>
    </div>
  );
}
