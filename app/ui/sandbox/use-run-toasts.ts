// Says what a form of the run page has done, and brings the results into view after days were played.
import { useEffect } from 'react';
import { sandboxMessages } from '~/i18n/sandbox';
import { useMessages } from '~/i18n/use-messages';
import type { RunAnswer } from '~/modules/sandbox/sandbox';
import { useToastWhen } from '~/ui/kit/toast';

export function useRunToasts(answer: RunAnswer | undefined): void {
  const t = useMessages(sandboxMessages);
  const done = answer?.ok ? answer : undefined;
  const ran = done?.did === 'ran' ? done : undefined;
  useToastWhen(done?.did === 'saved' && done, t('plan.saved'));
  useToastWhen(done?.did === 'renamed' && done, t('plan.renamed'));
  useToastWhen(done?.did === 'nothing' && done, t('plan.movedOn'), 'info');
  useToastWhen(ran, ran ? t('plan.ran', { count: ran.to - ran.from + 1, from: ran.from, to: ran.to }) : '');
  useEffect(() => {
    if (!ran) return;
    const heading = document.getElementById('results') ?? document.getElementById('debrief');
    const box = heading?.getBoundingClientRect();
    if (box && (box.top < 0 || box.top > window.innerHeight * 0.8)) heading!.scrollIntoView({ block: 'start' });
  }, [ran]);
}
