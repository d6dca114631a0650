// Checking a whole list of certificates: pasted lines or a CSV file in, a table or a CSV file out.
import '~/ui/certification/certificate.css';
import type { ActionFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useSearchParams } from '@remix-run/react';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { verifyListMessages } from '~/i18n/verify-list';
import { checkList, readList } from '~/modules/certification/certification.server';
import { isAppError } from '~/platform/errors';
import { formFailure, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { ListVerdicts } from '~/ui/certification/list-verdicts';
import { SubmitButton } from '~/ui/kit/button';
import { describe, Field } from '~/ui/kit/field';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';

export const handle = { index: true } satisfies PageHandle;

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    let list = '';
    try {
      list = await readList(request);
      return { ok: true as const, list, verdicts: await checkList(context.network, list) };
    } catch (error) {
      if (isAppError(error) && error.code === 'invalid')
        return formFailure({ issues: error.issues, entered: { list } });
      throw error;
    }
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({
    title: translator(verifyListMessages, locale)('title'),
    description: translator(verifyListMessages, locale)('description'),
  }));

const FAULTS = ['required', 'tooLarge', 'tooMany', 'nothing'] as const;

export default function VerifyList() {
  const t = useMessages(verifyListMessages);
  const answer = useActionData<typeof action>();
  // The file could not be made: its address sent the visitor back here with the reason.
  const [search] = useSearchParams();
  const fault = FAULTS.find((one) => one === search.get('fault'));
  const refused = fault && { ok: false as const, issues: [{ path: 'list', message: fault }], entered: {} };
  const form = useFormState(answer ?? refused, (key) => {
    const known = FAULTS.find((one) => one === key);
    return known && t(`error.${known}`);
  });
  const list = { name: 'list', label: t('list'), hint: t('listHint'), form, required: true };
  const file = { name: 'file', label: t('file'), hint: t('fileHint'), required: true };
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {answer?.ok && <ListVerdicts verdicts={answer.verdicts} />}
      {/* A plain form: one of its two answers is a file. */}
      <form method="post" action={paths.verifyList()} encType="multipart/form-data" className="form max-w-2xl">
        <FormErrors form={form} />
        <Field {...list}>
          <textarea
            {...describe(list).attributes}
            required={false}
            rows={8}
            // What was checked stays, so that its file can be had without pasting it anew.
            defaultValue={answer?.ok ? answer.list : form.entered('list')}
            spellCheck={false}
            autoComplete="off"
            className="input font-mono text-sm"
          />
        </Field>
        <Field {...file}>
          <input
            {...describe(file).attributes}
            required={false}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            className="input"
          />
        </Field>
        <div className="flex flex-wrap gap-3">
          <SubmitButton size="lg" icon="shield">
            {t('submit')}
          </SubmitButton>
          <button className="btn btn-secondary btn-lg" formAction={`${paths.verifyList()}.csv`}>
            {t('csv')}
          </button>
        </div>
        <p>
          <Link className="link" to={paths.verify()}>
            {t('one')}
          </Link>
        </p>
      </form>
    </Page>
  );
}
