// A signed status list: says of each certificate on it whether it was withdrawn.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { answerFile, getStatusList } from '~/modules/certification/certification.server';

export function loader({ request, params }: LoaderFunctionArgs) {
  return answerFile(request, () => getStatusList(params.list ?? ''), { maxAgeSeconds: 60 });
}
