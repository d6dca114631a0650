// Item statistics of a course, the questions that need their instructor first.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { formatDateTime, formatNumber } from '~/i18n/format';
import { itemReportMessages } from '~/i18n/item-report';
import { translator } from '~/i18n/messages';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { listItemReports } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { SubmitButton } from '~/ui/kit/button';
import { EmptyState } from '~/ui/kit/empty-state';
import { Page, PageHeader } from '~/ui/kit/page';
import { ItemTable } from '~/ui/learning/item-table';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    const courseId = new URL(request.url).searchParams.get('course');
    return { ...(await listItemReports(actor, { courseId, locale: context.locale })), timeZone: actor.timeZone };
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(itemReportMessages, locale)('title') }));

export default function Items() {
  const t = useMessages(itemReportMessages);
  const locale = useLocale();
  const { courses, courseId, items, calibrated, timeZone } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {courses.length > 1 && (
        <Form method="get" className="mb-5 flex flex-wrap items-end gap-3">
          <div>
            <label className="label mb-1 block" htmlFor="course">
              {t('course')}
            </label>
            <select id="course" name="course" className="input" defaultValue={courseId}>
              {courses.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <SubmitButton variant="secondary">{t('show')}</SubmitButton>
        </Form>
      )}
      {calibrated === null ? (
        <EmptyState title={t('notYet')}>{t('notYetText')}</EmptyState>
      ) : (
        <>
          <p className="mb-5 text-muted">
            {t('calibrated', {
              at: formatDateTime(calibrated.at, locale, timeZone),
              answers: formatNumber(calibrated.answers, locale),
              learners: formatNumber(calibrated.learners, locale),
            })}{' '}
            {calibrated.movedItems === 0 ? t('moved_zero') : t('moved', { count: calibrated.movedItems })}
          </p>
          <ItemTable items={items} />
        </>
      )}
    </Page>
  );
}
