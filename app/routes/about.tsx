// How answers, mastery, exam and certificate fit together, and where their limits are.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ABOUT } from '~/i18n/about.server';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import { ProsePage } from '~/ui/site/prose';

export function loader({ context }: LoaderFunctionArgs) {
  return { prose: ABOUT[context.locale] };
}

export const handle = { index: true } satisfies PageHandle;

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.prose.title ?? 'Pericia', description: data?.prose.description }));

export default function About() {
  return <ProsePage prose={useLoaderData<typeof loader>().prose} />;
}
