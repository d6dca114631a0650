// Having all one's certificates erased: what that means, one question, one confirmation.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { certificateMessages } from '~/i18n/certificates';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { eraseMyCertificates, listMyCertificates } from '~/modules/certification/certification.server';
import { submitForm } from '~/modules/identity/identity.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { Checkbox, RadioCards } from '~/ui/kit/choice';
import { EmptyState } from '~/ui/kit/empty-state';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const certificates = await listMyCertificates(await requireSignedIn(context, request), context.locale);
    return { certificates: certificates.map(({ id, title }) => ({ id, title })) };
  });
}

const EraseSchema = z.object({ erasure: z.string({ error: 'required' }), understand: z.string({ error: 'required' }) });

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return submitForm(request, EraseSchema, async ({ erasure }) => {
      await eraseMyCertificates(actor, { erasure });
      return redirect(`${paths.certificates()}?done=erased`);
    });
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(certificateHolderMessages, locale)('erase') }));

export default function Erase() {
  const t = useMessages(certificateHolderMessages);
  const all = useMessages(certificateMessages);
  const { certificates } = useLoaderData<typeof loader>();
  const form = useFormState(useActionData<typeof action>());
  return (
    <Page width="narrow">
      <Breadcrumbs trail={[{ to: paths.certificates(), label: all('title') }]} />
      <PageHeader title={t('erase')} lead={t('eraseLead')} />
      {certificates.length === 0 ? (
        <EmptyState title={t('nothing')}>{all('emptyText')}</EmptyState>
      ) : (
        <Form method="post" className="form">
          <FormErrors form={form} labels={{ erasure: t('erasure'), understand: t('understand') }} />
          <ul className="ml-5 list-disc">
            {certificates.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
          <RadioCards
            name="erasure"
            label={t('erasure')}
            form={form}
            required
            options={[
              { value: 'kept', label: t('kept'), hint: t('keptHint') },
              { value: 'withdrawn', label: t('withdrawn'), hint: t('withdrawnHint') },
            ]}
          />
          <Checkbox name="understand" value="yes" label={t('understand')} form={form} required />
          <div className="flex flex-wrap gap-3">
            <SubmitButton variant="danger">{t('eraseNow')}</SubmitButton>
            <LinkButton to={paths.certificates()} variant="ghost">
              {t('keep')}
            </LinkButton>
          </div>
        </Form>
      )}
    </Page>
  );
}
