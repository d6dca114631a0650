// What is stored about people, why and how long, and which outside services this installation uses.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type OutsideService, PRIVACY } from '~/i18n/privacy.server';
import { env } from '~/platform/env.server';
import { Alert } from '~/ui/kit/alert';
import { pageMeta } from '~/ui/shell/meta';
import type { PageHandle } from '~/ui/shell/root-data';
import { ProsePage } from '~/ui/site/prose';

function switchedOn(): Array<OutsideService> {
  const { SMTP_URL, STRIPE_SECRET_KEY, ANTHROPIC_API_KEY } = env();
  const keys: ReadonlyArray<[OutsideService, string | undefined]> = [
    ['mail', SMTP_URL],
    ['payments', STRIPE_SECRET_KEY],
    ['assistant', ANTHROPIC_API_KEY],
  ];
  return keys.filter(([, key]) => key !== undefined).map(([service]) => service);
}

export function loader({ context }: LoaderFunctionArgs) {
  const { outside, ...prose } = PRIVACY[context.locale];
  const services = switchedOn().map((service) => outside.services[service]);
  return { prose, outside: { heading: services.length > 0 ? outside.some : outside.none, services } };
}

export const handle = { index: true } satisfies PageHandle;

export const meta: MetaFunction<typeof loader> = ({ matches, data }) =>
  pageMeta(matches, () => ({ title: data?.prose.title ?? 'Pericia', description: data?.prose.description }));

export default function Privacy() {
  const { prose, outside } = useLoaderData<typeof loader>();
  return (
    <ProsePage prose={prose}>
      <Alert kind={outside.services.length > 0 ? 'info' : 'good'} className="mt-10!">
        <p>{outside.heading}</p>
        {outside.services.map((service) => (
          <p key={service} className="mt-1">
            {service}
          </p>
        ))}
      </Alert>
    </ProsePage>
  );
}
