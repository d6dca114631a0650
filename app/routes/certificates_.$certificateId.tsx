// One of my certificates: who sees it, how to share it, and what to do when something on it is wrong.
import '~/ui/certification/certificate.css';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { certificateHolderMessages } from '~/i18n/certificate-holder';
import { certificateMessages } from '~/i18n/certificates';
import { useMessages } from '~/i18n/use-messages';
import {
  cancelCorrection,
  getMyCertificate,
  listMyCorrections,
  requestCorrection,
  setPrivacy,
} from '~/modules/certification/certification.server';
import { submitForm } from '~/modules/identity/identity.server';
import type { Actor } from '~/platform/actor';
import { isAppError } from '~/platform/errors';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { CertificateCard } from '~/ui/certification/certificate-card';
import { EmbedCode } from '~/ui/certification/embed-code';
import { HolderCorrection } from '~/ui/certification/holder-correction';
import { HolderPrivacy } from '~/ui/certification/holder-privacy';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { useFormState } from '~/ui/kit/form';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';
import { useRootData } from '~/ui/shell/root-data';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const certificate = await getMyCertificate(actor, params.certificateId ?? '', context.locale);
    const requests = (await listMyCorrections(actor)).filter((one) => one.certificateId === certificate.id);
    return { certificate, requests, timeZone: actor.timeZone };
  });
}

const ChangeSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('privacy'),
    visibility: z.string(),
    shows: z.array(z.string()).default([]),
  }),
  z.object({
    intent: z.literal('correction'),
    kind: z.string(),
    proposedName: z.string().default(''),
    text: z.string().default(''),
  }),
  z.object({ intent: z.literal('cancel'), requestId: z.string() }),
]);
type Change = z.infer<typeof ChangeSchema>;

async function change(actor: Actor, certificateId: string, input: Change): Promise<void> {
  if (input.intent === 'cancel') return cancelCorrection(actor, input);
  if (input.intent === 'correction') return void (await requestCorrection(actor, { ...input, certificateId }));
  const { visibility, shows } = input;
  const [showScore, showEvidence] = [shows.includes('score'), shows.includes('evidence')];
  return setPrivacy(actor, { certificateId, visibility, showScore, showEvidence });
}

/** Another tab or the administration was faster: the page then shows what stands. */
function wasOvertaken({ intent }: Change, error: unknown): boolean {
  if (!isAppError(error)) return false;
  return intent === 'correction' ? error.reason === 'request-open' : intent === 'cancel' && error.code === 'not-found';
}

export function action({ request, params, context }: ActionFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const certificateId = params.certificateId ?? '';
    return submitForm(request, ChangeSchema, async (input) => {
      const overtaken = await change(actor, certificateId, input).then(
        () => false,
        (error: unknown) => {
          if (!wasOvertaken(input, error)) throw error;
          return true;
        },
      );
      // Asked for twice is asked for; taken back too late is not taken back.
      const done = overtaken && input.intent === 'cancel' ? '' : `?done=${input.intent}`;
      return redirect(paths.certificate(certificateId) + done);
    });
  });
}

const DONE = { privacy: 'saved', correction: 'sent', cancel: 'cancelled' } as const;

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.certificate.title ?? '' }));

export default function Certificate() {
  const t = useMessages(certificateHolderMessages);
  const all = useMessages(certificateMessages);
  const { certificate, requests, timeZone } = useLoaderData<typeof loader>();
  const origin = useRootData()?.origin ?? '';
  const form = useFormState(useActionData<typeof action>(), (key) =>
    key === 'unchanged' ? t('unchanged') : undefined,
  );
  const [search] = useSearchParams();
  const done = (['privacy', 'correction', 'cancel'] as const).find((one) => one === search.get('done'));
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.certificates(), label: all('title') }]} />
      <PageHeader title={certificate.title} />
      {done && (
        <Alert kind="good" live className="mb-6">
          {t(DONE[done])}
        </Alert>
      )}
      <CertificateCard certificate={certificate} origin={origin} />
      {certificate.state !== 'pending' && certificate.state !== 'replaced' && (
        <div className="mt-12 grid gap-12 lg:grid-cols-2">
          <HolderPrivacy key={certificate.visibility} certificate={certificate} />
          <div className="grid content-start gap-12">
            <EmbedCode certificate={certificate} origin={origin} />
            <HolderCorrection
              possible={certificate.state === 'valid' || certificate.state === 'expired'}
              requests={requests}
              form={form}
              timeZone={timeZone}
            />
          </div>
        </div>
      )}
    </Page>
  );
}
