// What a certification program is, as content/ defines it: what must be passed, by which rules, for how long it holds.
import type { Localized } from '~/i18n/locale';

export const PROGRAM_TYPES = ['industry', 'skill', 'role', 'level', 'custom'] as const;

/** How many items of which skills are drawn. An item belongs to a row when it trains one of its skills; none is drawn twice. */
export type Blueprint = Array<{ skills: Array<string>; count: number }>;

export type RubricCriterion<Text = Localized> = {
  id: string;
  title: Text;
  /** Against the other criteria; 1 when the author says nothing. */
  weight: number;
  /** From the lowest to the highest: what a marker sees in the work to choose it. Three to five. */
  levels: Array<{ title: Text; descriptor: Text }>;
};

/** A piece of work that people mark with a rubric. */
export type PortfolioDefinition = {
  title: Localized;
  /** What is to be made; an empty line parts paragraphs. */
  brief: Localized;
  sections: Array<{ id: string; title: Localized; instructions: Localized; minWords: number; maxWords: number }>;
  links: { min: number; max: number; instructions: Localized };
  rubric: Array<RubricCriterion>;
  /** 1 to 100, of the weighted levels. */
  passPercent: number;
  /** How often it may be handed in, the first time included. */
  submissions: number;
  /** Within which a failed one may be looked at again by another marker. */
  appealDays: number;
  /** Share of submissions that two people mark without knowing of each other, 0 to 100. */
  doubleMarkPercent: number;
};

/** A certification as `content/` defines it; certification stores it. */
export type ProgramDefinition = {
  id: string;
  type: (typeof PROGRAM_TYPES)[number];
  /** Raised by its author when what it proves changes. */
  version: number;
  title: Localized;
  summary: Localized;
  proves: Localized;
  criteria: Localized;
  skills: Array<string>;
  course: string;
  /** Honest study time. */
  hours: number;
  validMonths: number;
  /** Languages it can be earned in; both when the author says nothing. */
  languages?: Array<'es' | 'en'> | undefined;
  /** What a person must have before beginning: other certifications in force, skills mastered here. */
  prerequisites?: { programs?: Array<string> | undefined; skills?: Array<string> | undefined } | undefined;
  /** Another program whose exam bank it draws from. */
  bank?: string | undefined;
  exam: {
    minutes: number;
    /** 1 to 100. */
    passPercent: number;
    /** Within 30 days. */
    attempts: number;
    retakeAfterHours: number;
    /** `retake-at-once`: who fails within one standard error of the mark may sit another form without the pause. */
    borderline?: 'mark-decides' | 'retake-at-once' | undefined;
    blueprint: Blueprint;
  };
  /** Labs to be passed, by id. */
  labs?: Array<string> | undefined;
  portfolio?: PortfolioDefinition | undefined;
  /** Beside each assessment's own mark: what exam and portfolio must reach together. `examShare` is the exam's weight, 0 to 100. */
  overall?: { passPercent: number; examShare: number } | undefined;
  /** The short exam by which a certificate is renewed; without it, everything is sat again. */
  renewal?:
    | {
        minutes: number;
        passPercent: number;
        /** `changes`: first what changed since the award, then by the blueprint. `blueprint`: by the blueprint alone. */
        draw: 'changes' | 'blueprint';
        blueprint: Blueprint;
      }
    | undefined;
  /** Passed attempts quicker than this for a right answer, at the median, are looked at by a person first. */
  integrity?: { secondsPerAnswer: number } | undefined;
  /** The drawing of its certificate and badge; that of its type when the author says nothing. */
  design?: (typeof PROGRAM_TYPES)[number] | undefined;
};
