// What the placement test found: what comes first and why, what is taken as known, what may be skipped and stays open.
import { formatDate, formatPercent } from '~/i18n/format';
import { learningMessages } from '~/i18n/learning';
import { placementMessages } from '~/i18n/learning-placement';
import { useLocale, useMessages } from '~/i18n/use-messages';
import type { PlacementResultView } from '~/modules/learning/learning';
import { paths } from '~/platform/paths';
import { LinkButton } from '~/ui/kit/button';
import { Icon } from '~/ui/kit/icon';
import { Link } from '~/ui/kit/link';
import { Page, PageHeader } from '~/ui/kit/page';

type Found = PlacementResultView['found'];

function Finding({ found }: { found: Found[number] }) {
  const t = useMessages(placementMessages);
  const locale = useLocale();
  return (
    <li className={`finding finding-${found.verdict}`}>
      <Link to={paths.skill(found.id)} className="finding-title">
        {found.title}
      </Link>
      <span className="finding-share tabular-nums">
        {t('result.probability', { percent: formatPercent(found.probability, locale) })}
      </span>
      <small>
        {found.asked === 0 ? t('result.direct_zero') : t('result.direct', { count: found.asked, right: found.right })}
        {found.through.length > 0 && `; ${t('result.through', { skills: found.through.slice(0, 3).join(', ') })}`}
      </small>
    </li>
  );
}

function Findings({ found, title, text }: { found: Found; title: string; text: string }) {
  const t = useMessages(placementMessages);
  if (found.length === 0) return null;
  // What no question was asked about, and is not known for want of what it builds on, needs no line of its own.
  const implied = found.filter(({ verdict, asked }) => verdict === 'not-known' && asked === 0);
  const told = found.filter((one) => !implied.includes(one));
  return (
    <section className="card findings">
      <h2>{title}</h2>
      <p className="hint">{text}</p>
      <ul>
        {told.map((one) => (
          <Finding key={one.id} found={one} />
        ))}
      </ul>
      {implied.length > 0 && (
        <>
          <p className="hint">{t('result.implied')}</p>
          <ul className="chips">
            {implied.map(({ id, title: name }) => (
              <li key={id}>
                <Link to={paths.skill(id)} className="chip">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function First({ next }: { next: NonNullable<PlacementResultView['next']> }) {
  const t = useMessages(learningMessages);
  const say = useMessages(placementMessages);
  return (
    <section className="card card-raised next placement-next" aria-labelledby="first-title">
      <p className="eyebrow">
        {say('result.first')} · {t(`action.${next.action}`)}
      </p>
      <h2 id="first-title">{next.title}</h2>
      <p className="why-title">{t('dashboard.why')}</p>
      <ul className="why">
        {next.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p>
        <LinkButton to={next.href} size="lg" iconEnd="arrow-right">
          {t(`go.${next.action}`)}
        </LinkButton>
      </p>
    </section>
  );
}

export function PlacementResult({ view }: { view: PlacementResultView }) {
  const t = useMessages(placementMessages);
  const lessons = useMessages(learningMessages);
  const locale = useLocale();
  const of = (verdict: Found[number]['verdict']) => view.found.filter((one) => one.verdict === verdict);
  const [credited, unsure, unknown] = [of('credited'), of('unsure'), of('not-known')];
  return (
    <Page>
      <PageHeader
        title={t('result.title')}
        lead={t('result.lead', { count: view.answers, minutes: view.minutes })}
        actions={
          <Link to={paths.path()} className="btn btn-secondary">
            {t('result.toPath')}
          </Link>
        }
      />
      <div className="placement-result">
        {view.stopped && <p className="hint">{t('result.stopped')}</p>}
        {view.next && <First next={view.next} />}
        {view.skipped.length > 0 && (
          <section className="card findings">
            <h2>{t('result.skipped', { count: view.skipped.length })}</h2>
            <p className="hint">{t('result.allOpen')}</p>
            <ul>
              {view.skipped.map(({ title, href, minutes }) => (
                <li key={href} className="finding">
                  <span className="finding-title">{title}</span>
                  <span className="finding-share">{lessons('dashboard.minutesWhole', { count: minutes })}</span>
                  <Link className="link" to={href} aria-label={`${t('result.openAnyway')}: ${title}`}>
                    {t('result.openAnyway')}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        {credited.length === 0 && <p>{t('result.creditedNone')}</p>}
        <div className="placement-columns">
          <Findings
            found={credited}
            title={t('result.credited', { count: credited.length })}
            text={t('result.creditedText')}
          />
          <Findings found={unsure} title={t('result.unsure', { count: unsure.length })} text={t('result.unsureText')} />
          <Findings
            found={unknown}
            title={t('result.unknown', { count: unknown.length })}
            text={t('result.unknownText')}
          />
        </div>
        <p className="hint">
          <Icon name="calendar" /> {t('result.retake', { date: formatDate(view.retakeFrom, locale, view.timeZone) })}
        </p>
      </div>
    </Page>
  );
}
