// Says the outcome of the visitor's own check in the places that the page keeps for it. Plain DOM: the page comes without React.
import type { SignedFacts } from '~/modules/certification/certification';
import type { CheckTexts } from './browser-check';
import { checkMyself, type OwnCheck } from './own-check';

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function inWords(result: OwnCheck, texts: CheckTexts): string {
  if (result.state === 'pass') return fill(texts.pass, { time: result.at.toLocaleTimeString(texts.language) });
  if (result.state === 'fail') return texts.fail;
  if (result.state === 'unavailable') return texts[result.why];
  const facts = result.facts.map(({ name, signed }) =>
    signed === null ? texts.facts[name] : fill(texts.was, { fact: texts.facts[name], signed }),
  );
  return fill(texts.differs, { facts: facts.join('; ') });
}

/** Runs the check that the page asks for and says the outcome where the page has room for it; loud when the two disagree. */
export async function runOwnCheck(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-own-check]');
  if (!place) return;
  const { shown, texts } = JSON.parse(place.dataset.ownCheck!) as { shown: Partial<SignedFacts>; texts: CheckTexts };
  const status = place.querySelector('[role=status]')!;
  place.dataset.state = 'checking';
  status.textContent = texts.checking;
  const result = await checkMyself(shown.publicId!, shown);
  place.dataset.state = result.state;
  status.textContent = inWords(result, texts);
  const alarm = document.querySelector<HTMLElement>('[data-own-alarm]');
  if (!alarm) return;
  alarm.hidden = result.state !== 'fail' && result.state !== 'differs';
  alarm.querySelector('[data-words]')!.textContent = alarm.hidden ? '' : inWords(result, texts);
}
