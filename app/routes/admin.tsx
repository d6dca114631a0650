// The administration's frame: who may enter, and its sections.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { adminMessages } from '~/i18n/admin';
import { useMessages } from '~/i18n/use-messages';
import { requireRole } from '~/platform/actor';
import { requireSignedIn, respond } from '~/platform/http.server';
import { paths } from '~/platform/paths';
import { Page, PageHeader } from '~/ui/kit/page';
import { TabLinks } from '~/ui/kit/tabs';

export function loader({ request, context }: LoaderFunctionArgs) {
  return respond(async () => {
    const actor = requireRole(await requireSignedIn(context, request), 'admin', 'support');
    return { isAdmin: actor.roles.includes('admin') };
  });
}

export default function Admin() {
  const t = useMessages(adminMessages);
  const { isAdmin } = useLoaderData<typeof loader>();
  const tabs = [
    { to: paths.admin(), label: t('tabs.overview'), end: true },
    { to: paths.adminPeople(), label: t('tabs.people') },
    { to: paths.adminCertificates(), label: t('tabs.certificates') },
    { to: paths.adminCorrections(), label: t('tabs.corrections') },
    { to: paths.adminReports(), label: t('tabs.reports') },
    ...(isAdmin
      ? [
          { to: paths.adminActivity(), label: t('tabs.activity') },
          { to: paths.adminQueue(), label: t('tabs.queue') },
          { to: paths.adminOutbox(), label: t('tabs.outbox') },
        ]
      : []),
  ];
  return (
    <Page>
      <PageHeader title={t('title')} />
      <TabLinks label={t('tabs.label')} tabs={tabs} />
      <div className="mt-8">
        <Outlet />
      </div>
    </Page>
  );
}
