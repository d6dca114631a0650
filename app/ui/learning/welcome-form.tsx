// What a person wants: goal, time, formats, language. The same form begins the path and changes it later.
import { Form } from '@remix-run/react';
import { learningMessages } from '~/i18n/learning';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { FORMATS, type PathChoice, type ProfileView, WEEKLY_MINUTES } from '~/modules/learning/learning';
import { SubmitButton } from '~/ui/kit/button';
import { RadioCards } from '~/ui/kit/choice';
import { useFormState } from '~/ui/kit/form';
import { FormErrors } from '~/ui/kit/form-errors';
import { Icon } from '~/ui/kit/icon';

type Props = { choices: ReadonlyArray<PathChoice>; profile: ProfileView | null; answer: unknown };

export function WelcomeForm({ choices, profile, answer }: Props) {
  const t = useMessages(learningMessages);
  const locale = useLocale();
  const form = useFormState(answer);
  const aims = choices.flatMap((path) => [
    ...path.goals.map((goal) => ({ value: `${path.id}/${goal.id}`, label: goal.title, hint: goal.skills.join(' · ') })),
    {
      value: `${path.id}/`,
      label: t('welcome.whole'),
      hint: t('welcome.wholeHint', { courses: path.courses.join(', '), hours: Math.round(path.minutes / 60) }),
    },
  ]);
  const chosen = choices.find(({ id }) => id === profile?.pathId) ?? choices[0];
  const offered = [...new Set([...WEEKLY_MINUTES, ...(profile ? [profile.minutesPerWeek] : [])])].sort(
    (left, right) => left - right,
  );
  const times = offered.map((minutes) => ({
    value: String(minutes),
    label: minutes % 60 === 0 ? t('welcome.hours', { count: minutes / 60 }) : t('welcome.minutes', { count: minutes }),
    hint: chosen && t('welcome.weeks', { count: Math.max(1, Math.round(chosen.minutes / minutes)) }),
  }));
  return (
    <Form method="post" className="form welcome-form">
      <FormErrors
        form={form}
        labels={{ aim: t('welcome.goal'), minutesPerWeek: t('welcome.time'), formats: t('welcome.formats') }}
      />
      <fieldset className="field">
        <legend className="label mb-1.5">{t('welcome.language')}</legend>
        <p className="hint">{t('welcome.languageHint')}</p>
        <p className="welcome-languages">
          {(['es', 'en'] as const).map((other) => (
            // A whole load: it comes first, when nothing is filled in yet, and every text changes.
            <a
              key={other}
              href={`?lang=${other}`}
              lang={other}
              hrefLang={other}
              className={other === locale ? 'btn btn-secondary' : 'btn btn-ghost'}
              aria-current={other === locale ? 'true' : undefined}
            >
              {other === locale && <Icon name="check" />}
              <span>{t(other === 'es' ? 'welcome.spanish' : 'welcome.english')}</span>
            </a>
          ))}
        </p>
      </fieldset>
      <RadioCards
        name="aim"
        label={t('welcome.goal')}
        hint={t('welcome.goalHint')}
        options={aims}
        defaultValue={profile ? `${profile.pathId}/${profile.goalId ?? ''}` : undefined}
        required
        form={form}
      />
      <div className="welcome-times">
        <RadioCards
          name="minutesPerWeek"
          label={t('welcome.time')}
          hint={t('welcome.timeHint')}
          options={times}
          defaultValue={String(profile?.minutesPerWeek ?? 60)}
          required
          form={form}
        />
      </div>
      <div className="welcome-times">
        <RadioCards
          name="formats[]"
          id="formats"
          label={t('welcome.formats')}
          hint={t('welcome.formatsHint')}
          multiple
          options={FORMATS.map((format) => ({ value: format, label: t(`welcome.format.${format}`) }))}
          defaultValue={profile?.formats}
          form={form}
        />
      </div>
      <div className="welcome-go">
        <SubmitButton size="lg">{t(profile ? 'welcome.submitEdit' : 'welcome.submit')}</SubmitButton>
        {!profile && (
          <div>
            <button name="then" value="placement" className="btn btn-secondary btn-lg">
              {t('welcome.submitPlacement')}
            </button>
            <p className="hint">{t('welcome.placementHint')}</p>
          </div>
        )}
      </div>
    </Form>
  );
}
