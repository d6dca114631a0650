// Signing out: a form elsewhere posts here; whoever comes by link is asked first.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form } from '@remix-run/react';
import { authMessages } from '~/i18n/auth';
import { translator } from '~/i18n/messages';
import { useMessages } from '~/i18n/use-messages';
import { signOut } from '~/modules/identity/identity.server';
import { respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { AuthPage } from '~/ui/identity/auth-form';
import { LinkButton, SubmitButton } from '~/ui/kit/button';
import { pageMeta } from '~/ui/shell/meta';

export function loader({ context }: LoaderFunctionArgs) {
  return respond(async () => {
    if (!(await context.actor())) throw redirect(paths.signIn());
    return null;
  });
}

export function action({ request, context }: ActionFunctionArgs) {
  return respond(async () => {
    const { cookies } = await signOut(request.headers.get('Cookie'));
    cookies.forEach(context.setCookie);
    return redirect(`${paths.signIn()}?notice=signed-out`);
  });
}

export const meta: MetaFunction = ({ matches }) =>
  pageMeta(matches, (locale) => ({ title: translator(authMessages, locale)('signOut.title') }));

export default function SignOut() {
  const t = useMessages(authMessages);
  return (
    <AuthPage title={t('signOut.title')} lead={t('signOut.lead')}>
      <Form method="post" className="flex flex-wrap gap-3">
        <SubmitButton icon="sign-out">{t('signOut.submit')}</SubmitButton>
        <LinkButton to={paths.dashboard()} variant="secondary">
          {t('signOut.stay')}
        </LinkButton>
      </Form>
    </AuthPage>
  );
}
