// The certifications that can be earned.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requirementMessages } from '~/i18n/assessment';
import { commonMessages } from '~/i18n/common';
import { programMessages } from '~/i18n/certificates';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { listPrograms } from '~/modules/certification/certification.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { ProgramFacts } from '~/ui/certification/program-facts';
import { TypeBadge } from '~/ui/certification/programs-requirements';
import { CardLink, LinkedCard } from '~/ui/kit/card';
import { EmptyState } from '~/ui/kit/empty-state';
import { LinkButton } from '~/ui/kit/button';
import { Icon, type IconName } from '~/ui/kit/icon';
import { Page, PageHeader } from '~/ui/kit/page';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import { Link } from '~/ui/kit/link';

export const handle = { index: true } satisfies PageHandle;

export function loader({ context }: LoaderFunctionArgs) {
  return respond(async () => ({ programs: await listPrograms(context.locale) }));
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({
    title: translator(programMessages, locale)('title'),
    description: translator(programMessages, locale)('description'),
  }));

const HOW: ReadonlyArray<['exam' | 'sign' | 'check', IconName]> = [
  ['exam', 'clock'],
  ['sign', 'key'],
  ['check', 'shield'],
];

export default function Certifications() {
  const t = useMessages(programMessages);
  const common = useMessages(commonMessages);
  const asked = useMessages(requirementMessages);
  const { programs } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      {programs.length === 0 && (
        <EmptyState title={t('empty')} action={<LinkButton to={paths.catalog()}>{t('emptyAction')}</LinkButton>}>
          {t('emptyText')}
        </EmptyState>
      )}
      <div className="grid gap-5">
        {programs.map((program) => (
          <LinkedCard key={program.id} className="card-raised">
            <TypeBadge type={program.type} />
            <h2 className="mb-2">
              <CardLink to={paths.exam(program.id)}>{program.title}</CardLink>
            </h2>
            <p className="mb-4 max-w-[65ch]">{program.summary}</p>
            <ProgramFacts program={program} />
            <p className="mt-2 text-muted">{asked(`typeText.${program.type}`)}</p>
            <p className="mt-5 flex items-center gap-1.5 font-semibold text-accent" aria-hidden>
              {t('see')} <Icon name="arrow-right" />
            </p>
          </LinkedCard>
        ))}
      </div>
      <section className="mt-14" aria-labelledby="how">
        <h2 id="how" className="mb-6">
          {t('how.heading')}
        </h2>
        <ul className="grid gap-8 sm:grid-cols-3">
          {HOW.map(([key, icon]) => (
            <li key={key}>
              <Icon name={icon} className="mb-2 text-2xl text-accent" />
              <h3 className="mb-1">{t(`how.${key}`)}</h3>
              <p className="text-muted">{t(`how.${key}Text`)}</p>
            </li>
          ))}
        </ul>
        <p className="mt-8">
          <Link className="link" to={paths.verify()}>
            {common('nav.verify')}
          </Link>
        </p>
      </section>
    </Page>
  );
}
