// The demo's people, one button each; shown only on an installation that has them.
import { Form } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/kit/card';
import { SubmitButton } from '~/ui/kit/button';

/** Published in the README; the seed makes these people only in the demo. */
const PASSWORD = 'pericia-demo-2026';
const PEOPLE = ['learner', 'manager', 'instructor', 'admin'] as const;

export function DemoPeople() {
  const t = useMessages(authMessages);
  return (
    <Card as="section" aria-labelledby="demo">
      <h2 id="demo" className="text-lg">
        {t('demo.title')}
      </h2>
      <p className="mt-1 text-muted">{t('demo.text', { password: PASSWORD })}</p>
      <ul className="mt-3 grid gap-2">
        {PEOPLE.map((who) => (
          <li key={who}>
            <Form method="post" className="flex flex-wrap items-center justify-between gap-2">
              <input type="hidden" name="email" value={`${who}@demo.pericia.test`} />
              <input type="hidden" name="password" value={PASSWORD} />
              <span className="min-w-0">
                <strong className="block leading-tight">{t(`demo.${who}`)}</strong>
                <span className="text-sm break-all text-muted">{who}@demo.pericia.test</span>
              </span>
              <SubmitButton
                size="sm"
                variant="secondary"
                intent={who}
                aria-label={t('demo.enter', { who: t(`demo.${who}`) })}
              >
                {t('signIn.submit')}
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}
