// One question's statistics: what stands out, the figures with their meaning, who chose what, month by month.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { itemReportMessages } from '~/i18n/item-report';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { getItemReport } from '~/modules/learning/learning.server';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Breadcrumbs } from '~/ui/kit/breadcrumbs';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';
import { ItemFigures, ItemMonths, ItemOptionsTable } from '~/ui/learning/item-figures';
import { ItemReasons } from '~/ui/learning/item-reasons';
import { InlineText } from '~/ui/lesson/inline-text';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ request, params, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = await requireSignedIn(context, request);
    return getItemReport(actor, { itemVersionId: params.itemVersionId ?? '', locale: context.locale });
  });
}

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, (locale) => ({ title: data?.item ?? translator(itemReportMessages, locale)('title') }));

export default function Item() {
  const t = useMessages(itemReportMessages);
  const report = useLoaderData<typeof loader>();
  return (
    <Page>
      <Breadcrumbs trail={[{ to: paths.studioItems(), label: t('title') }]} />
      <PageHeader
        eyebrow={`${report.item} · ${t('version', { n: report.version })}${report.retired ? ` · ${t('retired')}` : ''}`}
        title={
          <span className="block text-[clamp(1.25rem,1rem+1.2vw,1.75rem)] leading-snug">
            <InlineText text={report.stem} />
          </span>
        }
      />
      {report.reasons.length > 0 && (
        <Alert kind="warn" title={t('attention')} className="mb-8">
          <ItemReasons reasons={report.reasons} options={report.options} />
        </Alert>
      )}
      <div className="grid gap-10 lg:grid-cols-2">
        <section aria-labelledby="figures">
          <h2 id="figures" className="mb-4 text-xl">
            {t('figures')}
          </h2>
          <ItemFigures statistics={report.statistics} />
        </section>
        <section aria-labelledby="months">
          <h2 id="months" className="mb-4 text-xl">
            {t('months')}
          </h2>
          <ItemMonths statistics={report.statistics} />
        </section>
      </div>
      <section aria-labelledby="options" className="mt-10">
        <h2 id="options" className="mb-4 text-xl">
          {t('options')}
        </h2>
        <ItemOptionsTable report={report} />
      </section>
      {report.lessonHref && (
        <p className="mt-8">
          <Link className="link" to={report.lessonHref}>
            {t('lesson')}
          </Link>
        </p>
      )}
    </Page>
  );
}
