// The studio begins with what waits to be marked.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    await requireSignedIn(context, request);
    return redirect(paths.grading());
  });
}
