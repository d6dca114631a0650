// Brings the results into view after days were played, when they are not there already.
import { useEffect } from 'react';
import type { RunAnswer } from '~/modules/sandbox/sandbox';

export function useResultsInView(answer: RunAnswer | undefined): void {
  const ran = answer?.ok && answer.did === 'ran' ? answer : null;
  useEffect(() => {
    if (!ran) return;
    const heading = document.getElementById('debrief') ?? document.getElementById('results');
    const box = heading?.getBoundingClientRect();
    if (box && (box.top < 0 || box.top > window.innerHeight * 0.8)) heading!.scrollIntoView({ block: 'start' });
  }, [ran]);
}
