// The rules of an exam in words, for whoever thinks about beginning it.
import { entryMessages } from '~/i18n/exam';
import { formatPercent } from '~/i18n/format';
import { useLocale, useMessages } from '~/i18n/use-messages';
import { ATTEMPT_WINDOW_DAYS, type ExamRules } from '~/modules/certification/certification';
import { Icon, type IconName } from '~/ui/kit/icon';

export function RuleList({ exam }: { exam: ExamRules }) {
  const t = useMessages(entryMessages);
  const locale = useLocale();
  const rules: ReadonlyArray<[IconName, string, string]> = [
    ['checklist', t('rule.questions', { questions: exam.questions, minutes: exam.minutes }), t('rule.questionsText')],
    ['target', t('rule.pass', { percent: formatPercent(exam.passPercent / 100, locale) }), t('rule.passText')],
    ['clock', t('rule.clock'), t('rule.clockText')],
    ['device', t('rule.saved'), t('rule.savedText')],
    ['flag', t('rule.order'), t('rule.orderText')],
    ...(exam.borderlineRetake
      ? ([['scale', t('rule.borderline'), t('rule.borderlineText')]] as Array<[IconName, string, string]>)
      : []),
    ['book', t('rule.allowed'), t('rule.allowedText')],
    [
      'refresh',
      t('rule.attempts', { attempts: exam.attempts, days: ATTEMPT_WINDOW_DAYS }),
      t('rule.attemptsText', { hours: exam.retakeAfterHours }),
    ],
  ];
  return (
    <ul className="grid gap-5 sm:grid-cols-2 sm:gap-x-8">
      {rules.map(([icon, title, text]) => (
        <li key={title} className="grid grid-cols-[auto_1fr] gap-x-3">
          <Icon name={icon} className="mt-0.5 text-accent" />
          <div>
            <strong>{title}</strong>
            <p className="text-muted">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
