// Keeps the chosen appearance in a cookie, for browsers without JavaScript; with it the page does so itself.
import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { paths, safeNext } from '~/platform/paths';
import { themeCookie, THEMES } from '~/ui/shell/theme';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = THEMES.find((known) => known === form.get('theme'));
  if (theme) context.setCookie(themeCookie(theme));
  const next = form.get('next');
  return redirect(typeof next === 'string' && next !== paths.home() ? safeNext(next) : paths.home());
}

export function loader() {
  return redirect(paths.home());
}
