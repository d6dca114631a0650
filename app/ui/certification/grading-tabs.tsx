// The sections of the studio's grading, as tabs with addresses.
import { gradingMessages } from '~/i18n/grading';
import { useMessages } from '~/i18n/use-messages';
import { paths } from '~/platform/paths';
import { TabLinks } from '~/ui/kit/tabs';

/** `held`: attempts that wait for a look. */
export function GradingTabs({ held }: { held?: number }) {
  const t = useMessages(gradingMessages);
  return (
    <div className="mb-8">
      <TabLinks
        label={t('tabs.label')}
        tabs={[
          { to: paths.grading(), label: t('tabs.works'), end: true },
          { to: paths.gradingHeld(), label: held ? `${t('tabs.held')} (${held})` : t('tabs.held') },
          { to: paths.programReports(), label: t('tabs.programs') },
        ]}
      />
    </div>
  );
}
