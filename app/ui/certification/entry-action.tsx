// The card before an exam: what this person can do now, and why.
import { Form } from '@remix-run/react';
import { entryMessages } from '~/i18n/exam';
import { formatDate, formatDateTime } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { Eligibility, ProgramView } from '~/modules/certification/certification';
import { resultPath } from '~/modules/certification/certification';
import { paths } from '~/platform/paths';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';
import { Link } from '~/ui/kit/link';

type Props = {
  program: ProgramView;
  /** Null for visitors. */
  eligibility: Eligibility | null;
  timeZone: string;
};

const LANGUAGES = { es: 'Español', en: 'English' } as const;

function Start({
  program,
  eligibility,
}: {
  program: ProgramView;
  eligibility: Extract<Eligibility, { state: 'ready' }>;
}) {
  const t = useMessages(entryMessages);
  const locale = useLocale();
  const short = eligibility.kind === 'renewal' ? program.renewal : null;
  const { minutes } = short ?? program.exam;
  const languages = program.languages.map((value) => ({ value, label: LANGUAGES[value] }));
  const first = program.languages.includes(locale) ? locale : program.languages[0];
  return (
    <Form method="post" className="form">
      {short && <p>{t('state.short', { questions: short.questions })}</p>}
      {!short && eligibility.renewal && <p>{t('state.renewal')}</p>}
      <RadioCards name="locale" label={t('state.language')} options={languages} defaultValue={first} required />
      <SubmitButton size="lg" icon="play">
        {t('state.start')}
      </SubmitButton>
      <p className="hint">
        {t('state.starting', { minutes })} {t('state.attemptsLeft', { count: eligibility.attemptsLeft })}
      </p>
    </Form>
  );
}

export function EntryAction({ program, eligibility, timeZone }: Props) {
  const t = useMessages(entryMessages);
  const locale = useLocale();
  const when = (at: string) => formatDateTime(at, locale, timeZone);
  const day = (at: string) => formatDate(at, locale, timeZone);
  const exam = paths.exam(program.id);
  if (!eligibility) {
    return (
      <>
        <h2>{t('state.visitorTitle')}</h2>
        <p>{t('state.visitor')}</p>
        <LinkButton to={paths.signIn(exam)} size="lg">
          {t('state.signIn')}
        </LinkButton>
        <Link className="link" to={paths.signUp(exam)}>
          {t('state.signUp')}
        </Link>
      </>
    );
  }
  switch (eligibility.state) {
    case 'ready':
      return (
        <>
          <h2>
            {t(
              eligibility.kind === 'renewal'
                ? 'state.shortTitle'
                : eligibility.renewal
                  ? 'state.renewalTitle'
                  : 'state.readyTitle',
            )}
          </h2>
          <Start program={program} eligibility={eligibility} />
        </>
      );
    case 'open':
      return (
        <>
          <h2>{t('state.openTitle')}</h2>
          <p>{t('state.open', { time: when(eligibility.deadlineAt) })}</p>
          <LinkButton to={paths.examAttempt(program.id, eligibility.attemptId)} size="lg" icon="play">
            {t('state.continue')}
          </LinkButton>
        </>
      );
    case 'verify-email':
      return (
        <>
          <h2>{t('state.verifyTitle')}</h2>
          <p>{t('state.verify')}</p>
          <LinkButton to={paths.account()}>{t('state.verifyAction')}</LinkButton>
        </>
      );
    case 'locked':
      return (
        <>
          <h2>{t('state.lockedTitle')}</h2>
          <p>{t('state.locked')}</p>
          <a className="btn btn-secondary" href="#requirements">
            {t('state.lockedAction')}
          </a>
        </>
      );
    case 'awaiting':
      return (
        <>
          <h2>{t('state.awaitingTitle')}</h2>
          <p>{t(`state.awaiting.${eligibility.for}`)}</p>
          {eligibility.for === 'portfolio' && (
            <LinkButton to={paths.portfolio(program.id)} icon="edit">
              {t('state.portfolioAction')}
            </LinkButton>
          )}
          <Link className="link" to={resultPath(program.id, eligibility.attemptId)}>
            {t('state.issuingAction')}
          </Link>
        </>
      );
    case 'wait':
      return (
        <>
          <h2>{t('state.waitTitle')}</h2>
          <p>{t('state.wait', { time: when(eligibility.until) })}</p>
          <p className="hint">
            {t('state.attemptsLeft', { count: eligibility.attemptsLeft })} {t('state.waitMeanwhile')}
          </p>
        </>
      );
    case 'exhausted':
      return (
        <>
          <h2>{t('state.exhaustedTitle')}</h2>
          <p>{t('state.exhausted', { time: when(eligibility.until) })}</p>
          <p className="hint">{t('state.waitMeanwhile')}</p>
        </>
      );
    case 'issuing':
      return (
        <>
          <h2>{t('state.issuingTitle')}</h2>
          <p>{t('state.issuing')}</p>
          <LinkButton to={resultPath(program.id, eligibility.attemptId)}>{t('state.issuingAction')}</LinkButton>
        </>
      );
    case 'certified':
      return (
        <>
          <h2>{t('state.certifiedTitle')}</h2>
          <p>
            {eligibility.expiresAt && t('state.certified', { date: day(eligibility.expiresAt) })}{' '}
            {eligibility.renewFrom && t('state.renewFrom', { date: day(eligibility.renewFrom) })}
          </p>
          <LinkButton to={paths.verify(eligibility.publicId)} icon="certificate">
            {t('state.certifiedAction')}
          </LinkButton>
        </>
      );
  }
}
