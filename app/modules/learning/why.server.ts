// The engine's reasons in words. The one place where a code becomes a sentence.
import { formatDate, formatPercent } from '~/i18n/format';
import { whyMessages } from '~/i18n/learning-why';
import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/messages';
import type { CatalogStructure } from '../catalog/catalog';
import type { Mastery, MasteryReason } from './engine/mastery';
import type { NextStepReason } from './engine/next-step-score';
import type { CompletionView } from './learning';

/** Sentences shown with a step. */
const SENTENCES = 3;

type Words = { catalog: CatalogStructure; locale: Locale; timeZone: string };

function skillTitle({ catalog, locale }: Words, skill: string): string {
  return catalog.skills.get(skill)?.title[locale] ?? skill;
}

function list(words: Words, skills: ReadonlyArray<string>): string {
  const titles = skills.map((skill) => skillTitle(words, skill));
  const t = translator(whyMessages, words.locale);
  return titles.length < 2 ? (titles[0] ?? '') : `${titles.slice(0, -1).join(', ')} ${t('and')} ${titles.at(-1)}`;
}

/** What a lesson in progress knows of itself beyond the engine's reasons. */
export type StepFacts = { goalTitle: string | null; completion: CompletionView | null };

function continueSentence({ locale }: Words, { completion }: StepFacts): string {
  const t = translator(whyMessages, locale);
  if (!completion || completion.answered === 0)
    return t(completion?.read ? 'next.continueRead' : 'next.continueOpened');
  const { answered, items, right, rightNeeded } = completion;
  if (answered < items) return t('next.continueAnswered', { answered, items });
  return right < rightNeeded ? t('next.continueMissed', { right, needed: rightNeeded }) : t('next.continueUnread');
}

function nextSentence(reason: NextStepReason, words: Words, facts: StepFacts): string {
  const t = translator(whyMessages, words.locale);
  const percent = (share: number) => formatPercent(share, words.locale);
  switch (reason.code) {
    case 'continue-where-you-left':
      return continueSentence(words, facts);
    case 'due-for-review': {
      const days = Math.floor(reason.values.overdueDays);
      const skill = skillTitle(words, reason.values.skill);
      return days < 1 ? t('next.dueToday', { skill }) : t('next.dueLate', { skill, count: days });
    }
    case 'reviews-pile-up':
      return t('next.reviewsPileUp', {
        minutes: Math.ceil(reason.values.dueMinutes),
        limit: percent(reason.values.limit),
      });
    case 'review-share-reached':
      return t('next.reviewShareReached', { share: percent(reason.values.shareOfToday) });
    case 'weak-skill':
      return t('next.weakSkill', {
        skill: skillTitle(words, reason.values.skill),
        probability: percent(reason.values.probability),
      });
    case 'close-to-mastery':
      return t('next.closeToMastery', {
        skill: skillTitle(words, reason.values.skill),
        probability: percent(reason.values.probability),
      });
    case 'prerequisite-ready': {
      const { prerequisites: count, probability } = reason.values;
      return count === 0
        ? t('next.ready_zero', { probability: percent(probability) })
        : t('next.ready', { count, probability: percent(probability) });
    }
    case 'may-know-already':
      return t('next.mayKnow', { probability: percent(reason.values.probability) });
    case 'make-sure':
      return t('next.makeSure', {
        skill: skillTitle(words, reason.values.skill),
        lowerBound: percent(reason.values.lowerBound),
        secure: percent(reason.values.secure),
      });
    case 'explain-again':
      return t('next.explainAgain', {
        skill: skillTitle(words, reason.values.skill),
        count: reason.values.misses,
        probability: percent(reason.values.probability),
      });
    case 'ready-for-exam':
      return t('next.readyForExam', { count: reason.values.skills });
    case 'goal-needs-skill': {
      const { skill, goalSkill, steps } = reason.values;
      if (steps > 0) return t('next.goalAhead', { goalSkill: skillTitle(words, goalSkill), count: steps });
      return t('next.goal', { goal: facts.goalTitle ?? '', skill: skillTitle(words, skill) });
    }
    case 'unlocks-skills':
      return t('next.unlocks', { count: reason.values.count });
    case 'just-practised':
      return t('next.justPractised', { skill: skillTitle(words, reason.values.skill) });
    case 'longer-than-your-time':
      return t('next.tooLong', { minutes: reason.values.minutes, available: reason.values.available });
    case 'format-preferred':
      return t('next.format', { format: formatWord(words.locale, reason.values.format) });
    case 'author-order':
      return t('next.authorOrder');
    case 'your-choice':
      return t('next.yourChoice');
    case 'prerequisite-missing':
      return t('next.missing', { skills: list(words, reason.values.skills) });
  }
}

const FORMAT_WORDS = new Set(['text', 'interactive', 'lab', 'video', 'audio']);

function formatWord(locale: Locale, format: string): string {
  return FORMAT_WORDS.has(format) ? translator(whyMessages, locale)(`format.${format}` as 'format.text') : format;
}

/** Told in another place than their points would give: one's own choice first, what is due before how much of it there is. */
const FIRST: Partial<Record<NextStepReason['code'], number>> = {
  'your-choice': 100,
  'prerequisite-missing': 99,
  'reviews-pile-up': 2,
};

/** Reasons that say nothing more once a stronger one is told. */
const FILLERS = new Set<NextStepReason['code']>(['author-order', 'format-preferred', 'just-practised']);

/** Up to three sentences, the weightiest first. Author's order is told only when there is nothing else to tell. */
export function nextSentences(reasons: ReadonlyArray<NextStepReason>, words: Words, facts: StepFacts): Array<string> {
  const rank = ({ code, points }: NextStepReason) => FIRST[code] ?? points;
  const sorted = [...reasons].sort((left, right) => rank(right) - rank(left));
  const telling = sorted.filter(({ code }) => !FILLERS.has(code));
  return (telling.length > 0 ? telling : sorted)
    .slice(0, SENTENCES)
    .map((reason) => nextSentence(reason, words, facts));
}

function masterySentence(reason: MasteryReason, words: Words): string {
  const { locale, timeZone } = words;
  const t = translator(whyMessages, locale);
  const percent = (share: number) => formatPercent(share, locale);
  const date = (seconds: number) => formatDate(new Date(seconds * 1000), locale, timeZone);
  switch (reason.code) {
    case 'nothing-yet':
      return t('mastery.nothingYet');
    case 'lesson-opened':
      return t('mastery.lessonOpened', { count: reason.values.lessons });
    case 'credited-by-placement':
      return t('mastery.credited');
    case 'estimate-high':
      return t('mastery.estimateHigh', {
        probability: percent(reason.values.lowerBound),
        threshold: percent(reason.values.threshold),
      });
    case 'estimate-kept':
      return t('mastery.estimateKept', {
        probability: percent(reason.values.lowerBound),
        threshold: percent(reason.values.keep),
      });
    case 'estimate-low':
      return t('mastery.estimateLow', {
        probability: percent(reason.values.lowerBound),
        threshold: percent(reason.values.threshold),
      });
    case 'estimate-likely':
      return t('mastery.estimateLikely', { probability: percent(reason.values.probability) });
    case 'few-answers':
      return t('mastery.fewAnswers', { answers: reason.values.answers, needed: reason.values.needed });
    case 'last-answer-wrong':
      return t('mastery.lastWrong');
    case 'was-mastered':
      return t('mastery.wasMastered', { date: date(reason.values.atSeconds) });
    case 'memory-faded':
      return t('mastery.faded', { probability: percent(reason.values.retrievability) });
    case 'passed-exam':
      return t('mastery.passedExam', { date: date(reason.values.atSeconds) });
    case 'confirmed-later':
      return t('mastery.confirmed', { date: date(reason.values.atSeconds) });
    case 'awaits-confirmation':
      return t('mastery.awaits', { date: date(reason.values.fromSeconds) });
  }
}

/** Why a skill stands where it stands, a sentence a reason. */
export function masterySentences(mastery: Mastery, words: Words): Array<string> {
  return mastery.reasons.map((reason) => masterySentence(reason, words));
}
