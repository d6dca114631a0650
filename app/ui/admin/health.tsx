// The figures of the installation, and in words whether something needs a look.
import { adminMessages } from '~/i18n/admin';
import { formatNumber } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { Alert } from '~/ui/kit/alert';
import { type Figure, Stats } from '~/ui/kit/stat';
import { Link } from '~/ui/kit/link';

type Mails = Record<'queued' | 'sent' | 'kept' | 'failed', number>;
type System = {
  mails: Mails;
  lag: { waiting: number; seconds: number };
  /** Null while the queue does not answer. */ jobs: { waiting: number; failed: number } | null;
};

/** Seconds that an event may wait for the relay before it is worth a word. */
const LATE_SECONDS = 15;

type HealthProps = {
  people: { total: number; confirmed: number; recent: number };
  /** The first page of those in force, and whether there are more. */
  certificates: { listed: number; more: boolean };
  system: System | null;
};

export function Health({ people, certificates, system }: HealthProps) {
  const t = useMessages(adminMessages);
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale);
  const figures: Array<Figure> = [
    {
      label: t('overview.people'),
      value: number(people.total),
      note: t('overview.peopleNote', { count: people.recent }),
    },
    { label: t('overview.confirmed'), value: number(people.confirmed) },
    { label: t('overview.certificates'), value: `${number(certificates.listed)}${certificates.more ? '+' : ''}` },
  ];
  if (system) {
    const { mails, jobs } = system;
    const note = t('overview.mailsNote', { queued: mails.queued, failed: mails.failed });
    figures.push(
      mails.kept > 0 && mails.sent === 0
        ? { label: t('overview.mailsKept'), value: number(mails.kept), note }
        : { label: t('overview.mails'), value: number(mails.sent), note },
    );
    if (jobs)
      figures.push({
        label: t('overview.jobs'),
        value: number(jobs.waiting),
        note: t('overview.jobsNote', { count: jobs.failed }),
      });
  }
  return (
    <>
      <Stats figures={figures} />
      {system && <Care {...system} />}
    </>
  );
}

function Care({ mails, lag, jobs }: System) {
  const t = useMessages(adminMessages);
  const late = lag.waiting > 0 && lag.seconds > LATE_SECONDS;
  const cares = [
    jobs === null && { key: 'away', to: paths.adminQueue(), text: t('overview.queueAway') },
    jobs !== null &&
      jobs.failed > 0 && {
        key: 'jobs',
        to: paths.adminQueue(),
        text: t('overview.failedJobs', { count: jobs.failed }),
      },
    mails.failed > 0 && {
      key: 'mails',
      to: `${paths.adminOutbox()}?status=failed`,
      text: t('overview.failedMails', { count: mails.failed }),
    },
    late && { key: 'late', to: paths.adminQueue(), text: t('overview.late', { seconds: lag.seconds }) },
  ].filter((care) => care !== false);
  if (cares.length === 0) {
    return (
      <Alert kind="good" title={t('overview.wellTitle')}>
        {t('overview.well')}
      </Alert>
    );
  }
  return (
    <Alert kind="warn" title={t('overview.careTitle')}>
      <ul className="grid gap-1">
        {cares.map((care) => (
          <li key={care.key}>
            <Link className="link" to={care.to}>
              {care.text}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
