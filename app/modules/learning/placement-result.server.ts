// What a placement test found, as a page shows it: what it skips, what comes first and why, and that everything stays open.
import type { Locale } from '~/i18n/locale';
import type { Actor } from '~/platform/actor';
import { paths } from '~/platform/paths';
import { isReady } from './engine/next-step-standing';
import { PLACEMENT_RETAKE_DAYS, type PlacementResultView } from './learning';
import { decide, type Decision, recordDecision, toStepView } from './next.server';
import * as store from './placement-store.server';
import { type Deps, untilDone } from './state.server';

const DAY_MS = 86_400_000;

type Finding = store.StoredResult['findings'][number];

function findingView({ situation }: Decision, finding: Finding, locale: Locale): PlacementResultView['found'][number] {
  const { catalog } = situation;
  const title = (skill: string) => catalog.skills.get(skill)?.title[locale] ?? skill;
  const direct = finding.evidence.filter(({ relation }) => relation === 'direct');
  return {
    id: finding.skill,
    title: title(finding.skill),
    verdict: finding.verdict,
    probability: finding.probability,
    asked: direct.length,
    right: direct.filter(({ response }) => response === 'right').length,
    through: [
      ...new Set(finding.evidence.flatMap(({ relation, asked }) => (relation === 'direct' ? [] : [title(asked)]))),
    ],
  };
}

/** Lessons that need not be read: never begun, and every skill they teach is held. */
function skippedLessons({ situation }: Decision, locale: Locale): PlacementResultView['skipped'] {
  const { lessons, standing } = situation;
  return lessons
    .filter(
      ({ pinned, progress }) =>
        progress.state === 'not-started' &&
        pinned.skills.length > 0 &&
        pinned.skills.every((skill) => isReady(standing.get(skill)?.state ?? 'not-started')),
    )
    .map(({ pinned: { entry, minutes } }) => ({
      title: entry.title[locale],
      href: paths.lesson(entry.courseId, entry.slug),
      minutes,
    }));
}

/** What the person's latest finished test found. Null when there is none, or no path to see it on. */
export async function getPlacementResult(
  actor: Actor,
  { locale }: { locale: Locale },
  deps: Deps = {},
): Promise<PlacementResultView | null> {
  const [{ placement }, decision] = await untilDone(actor.userId, () =>
    Promise.all([store.loadPlacement(actor.userId, null), decide(actor, new Set(), deps)]),
  );
  if (!placement?.result || placement.finishedMs === null || !decision) return null;
  await recordDecision(actor, decision);
  const { situation, chosen } = decision;
  const shown = placement.result.findings.filter(({ skill }) => situation.skills.includes(skill));
  const retakeMs = placement.finishedMs + PLACEMENT_RETAKE_DAYS * DAY_MS;
  return {
    timeZone: actor.timeZone,
    at: new Date(placement.finishedMs).toISOString(),
    answers: placement.result.answers,
    minutes: Math.max(1, Math.round(placement.result.minutes)),
    stopped: placement.ending === 'stopped',
    found: shown.map((finding) => findingView(decision, finding, locale)),
    skipped: skippedLessons(decision, locale),
    next: chosen && toStepView(decision, chosen, actor, locale),
    retakeFrom: new Date(retakeMs).toISOString(),
  };
}
