// Reporting a concern about a certificate.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { translator } from '~/i18n/messages';
import { verifyMessages } from '~/i18n/verify';
import { useMessages } from '~/i18n/use-messages';
import { CONCERNS } from '~/modules/certification/certification';
import { ConcernSchema, getPublicCertificate, reportConcern } from '~/modules/certification/certification.server';
import { AppError } from '~/platform/errors';
import { formFailure, readForm, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const { facts } = await getPublicCertificate(params.publicId ?? '', context.locale);
    if (!facts) throw new AppError('not-found');
    return { publicId: facts.publicId, holderName: facts.holderName, title: facts.title };
  });
}

export function action({ request, params }: ActionFunctionArgs) {
  return respond(async () => {
    const form = await readForm(request, ConcernSchema);
    if (!form.ok) return formFailure(form);
    await reportConcern({ publicId: params.publicId ?? '', ...form.value });
    return { ok: true as const };
  });
}

export const meta: MetaFunction = ({ matches }) => [
  ...pageMeta(matches, (locale) => ({ title: translator(verifyMessages, locale)('concern.title') })),
  { name: 'robots', content: 'noindex, nofollow' },
];

export default function ConcernPage() {
  const t = useMessages(verifyMessages);
  const { publicId, holderName, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const form = useFormState(answer);
  const options = CONCERNS.map((value) => ({ value, label: t(`concern.options.${value}`) }));
  return (
    <Page width="form">
      <Breadcrumbs trail={[{ to: paths.verify(publicId), label: `${holderName} · ${title}` }]} />
      <PageHeader title={t('concern.title')} lead={t('concern.text')} />
      {answer?.ok ? (
        <>
          <Alert kind="good" live className="mb-6">
            {t('concern.thanks')}
          </Alert>
          <LinkButton to={paths.verify(publicId)} variant="secondary" icon="arrow-left">
            {t('concern.back')}
          </LinkButton>
        </>
      ) : (
        <Form method="post" className="form">
          <FormErrors form={form} labels={{ concern: t('concern.legend') }} />
          <RadioCards name="concern" label={t('concern.legend')} options={options} form={form} required />
          <SubmitButton icon="send">{t('concern.submit')}</SubmitButton>
        </Form>
      )}
    </Page>
  );
}
