// The verdicts over a list as a CSV file.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { translator } from '~/i18n/messages';
import { verifyMessages } from '~/i18n/verify';
import { verifyListMessages } from '~/i18n/verify-list';
import { checkList, readList, writeVerdicts } from '~/modules/certification/certification.server';
import { publicUrl } from '~/platform/env.server';
import { isAppError } from '~/platform/errors';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';

const COLUMNS = ['line', 'note', 'state', 'holder', 'title', 'until', 'link'] as const;

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    let verdicts: Awaited<ReturnType<typeof checkList>>;
    try {
      verdicts = await checkList(context.network, await readList(request));
    } catch (error) {
      if (!isAppError(error) || error.code !== 'invalid') throw error;
      return redirect(`${paths.verifyList()}?fault=${error.issues?.[0]?.message ?? 'required'}`);
    }
    const t = translator(verifyListMessages, context.locale);
    const words = translator(verifyMessages, context.locale);
    const text = writeVerdicts(verdicts, {
      headings: COLUMNS.map((column) => t(`column.${column}`)),
      state: ({ verdict }) => (verdict ? words(`verdict.${verdict.state}`) : t('none')),
      address: (publicId) => publicUrl() + paths.verify(publicId),
    });
    return new Response(text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="pericia-verdicts.csv"',
      },
    });
  });
}
