// Any address that no other route knows: 404, shown by the root's error page.
import { AppError } from '~/platform/errors';
import { respond } from '~/platform/http.server';

export function loader() {
  return respond(async () => {
    throw new AppError('not-found');
  });
}

export default function NotFound() {
  return null;
}
