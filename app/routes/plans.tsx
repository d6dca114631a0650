// What Pericia costs, and what is true of it in this installation.
import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { commonMessages } from '~/i18n/common';
import { formatMoney } from '~/i18n/format';
import { translator } from '~/i18n/messages';
import { siteMessages } from '~/i18n/site';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { ADD_ONS, type AddOn, type Plan, PLANS } from '~/modules/billing/billing';
import { env } from '~/platform/env.server';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { Badge } from '~/ui/kit/badge';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Page, PageHeader } from '~/ui/kit/page';
import { Table } from '~/ui/kit/table';
import { pageMeta } from '~/ui/shell/meta';
import { type PageHandle, useSignedIn } from '~/ui/shell/root-data';

export function loader() {
  return { connected: env().STRIPE_SECRET_KEY !== undefined };
}

export const handle = { index: true } satisfies PageHandle;

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({
    title: translator(siteMessages, locale)('plans.title'),
    description: translator(siteMessages, locale)('plans.description'),
  }));

function PlanCard({ plan }: { plan: Plan }) {
  const t = useMessages(siteMessages);
  const common = useMessages(commonMessages);
  const locale = useLocale();
  const signedIn = useSignedIn();
  const coming = plan.features.filter((feature) => !feature.ready);
  const limits = [
    plan.seats === null ? t('plans.seatsUnlimited') : t('plans.seats', { count: plan.seats }),
    plan.campaigns === null ? t('plans.campaignsUnlimited') : t('plans.campaigns', { count: plan.campaigns }),
  ];
  return (
    <li className="card flex flex-col gap-4">
      <div>
        <h2 className="text-xl">{plan.name[locale]}</h2>
        <p className="mt-1 text-muted">{plan.audience[locale]}</p>
      </div>
      <p className="flex items-baseline gap-2">
        <span className="display text-4xl tabular-nums">{formatMoney(plan.monthlyMinor, plan.currency, locale)}</span>
        <span className="text-muted">{t('plans.month')}</span>
      </p>
      <ul className="grid gap-2.5">
        {limits.map((limit) => (
          <li key={limit} className="flex items-center gap-2.5 font-semibold">
            <Icon name="check" className="text-accent" />
            {limit}
          </li>
        ))}
        {plan.features
          .filter((feature) => feature.ready)
          .map((feature) => (
            <li key={feature.id} className="flex items-center gap-2.5">
              <Icon name="check" className="text-accent" />
              {feature.text[locale]}
            </li>
          ))}
      </ul>
      {coming.length > 0 && (
        <div className="border-t border-line pt-4">
          <Badge icon="hourglass">{t('plans.coming')}</Badge>
          <ul className="mt-3 grid gap-1.5 text-muted">
            {coming.map((feature) => (
              <li key={feature.id}>{feature.text[locale]}</li>
            ))}
          </ul>
        </div>
      )}
      <LinkButton to={signedIn ? paths.dashboard() : paths.signUp()} variant="secondary" className="mt-auto">
        {signedIn ? common('nav.learn') : t('plans.start')}
      </LinkButton>
    </li>
  );
}

function AddOns() {
  const t = useMessages(siteMessages);
  const locale = useLocale();
  const includedIn = (addOn: AddOn) =>
    PLANS.filter((plan) => addOn.includedIn.includes(plan.id)).map((plan) => plan.name[locale]);
  return (
    <section className="mt-16">
      <h2>{t('plans.addOns')}</h2>
      <p className="mt-1 mb-4 text-muted">{t('plans.addOnsLead')}</p>
      <Table
        caption={t('plans.addOns')}
        hideCaption
        rows={ADD_ONS}
        rowKey={(addOn) => addOn.id}
        columns={[
          {
            key: 'name',
            title: t('plans.addOn'),
            header: true,
            cell: (addOn) => (
              <>
                {addOn.name[locale]}
                <span className="block font-normal text-muted">
                  {addOn.text[locale]}{' '}
                  {addOn.includedIn.length > 0 && `${t('plans.included', { plan: includedIn(addOn).join(', ') })}.`}
                </span>
              </>
            ),
          },
          {
            key: 'price',
            title: t('plans.price'),
            numeric: true,
            cell: (addOn) => `${formatMoney(addOn.priceMinor, addOn.currency, locale)} ${t(`plans.per.${addOn.per}`)}`,
          },
        ]}
      />
    </section>
  );
}

export default function Plans() {
  const { connected } = useLoaderData<typeof loader>();
  const t = useMessages(siteMessages);
  return (
    <Page>
      <PageHeader title={t('plans.heading')} lead={t('plans.lead')} />
      <Alert kind="info" title={t(connected ? 'plans.onTitle' : 'plans.offTitle')} className="mb-8">
        {t(connected ? 'plans.onText' : 'plans.offText')}
      </Alert>
      <ul className="grid gap-5 lg:grid-cols-3">
        {PLANS.map((plan) => (
          <PlanCard key={plan.id} plan={plan} />
        ))}
      </ul>
      <p className="mt-4 max-w-[70ch] text-[0.9375rem] text-muted">{t('plans.comingNote')}</p>
      <section className="mt-16">
        <h2 className="mb-4">{t('plans.everyHeading')}</h2>
        <ul className="grid gap-3 sm:grid-cols-2">
          {([1, 2, 3, 4] as const).map((number) => (
            <li key={number} className="flex items-center gap-2.5 text-lg">
              <Icon name="success" className="text-good" />
              {t(`plans.every${number}`)}
            </li>
          ))}
        </ul>
      </section>
      <AddOns />
    </Page>
  );
}
