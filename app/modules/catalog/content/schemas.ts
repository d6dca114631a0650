// The shapes of content files, as zod schemas. Strict: an unknown key is a fault. Meaning is checked elsewhere.
import { z } from 'zod';
import { LOCALES } from '~/i18n/locale';
import { LEVELS, PROGRAM_TYPES, SKILL_AREAS } from '../catalog';
import { KEBAB } from '../mdx/components';

const id = z.string().max(80).regex(KEBAB);
const words = (max: number) => z.string().trim().min(1).max(max);
const localized = (max: number) => z.strictObject({ es: words(max), en: words(max) });
const ids = z.array(id).min(1);

export const SkillsSchema = z.array(
  z.strictObject({
    id,
    area: z.enum(SKILL_AREAS),
    title: localized(80),
    description: localized(400),
    prerequisites: z.array(id),
    /** It is now part of this skill; kept so that what people did under the old id finds the new one. */
    mergedInto: id.optional(),
  }),
);

export const PathSchema = z.strictObject({
  title: localized(120),
  summary: localized(600),
  audience: localized(600),
  courses: ids,
  certification: id.optional(),
  goals: z.array(z.strictObject({ id, title: localized(160), skills: ids })).min(1),
});

export const CourseSchema = z.strictObject({
  title: localized(120),
  summary: localized(600),
  description: localized(4000),
  level: z.enum(LEVELS),
  audience: localized(600),
  outcomes: z.array(localized(300)).min(3).max(6),
  proves: localized(600),
  authors: z.array(words(120)).min(1),
});

export const FrontMatterSchema = z.strictObject({
  title: words(140),
  summary: words(400),
  objectives: z.array(words(240)).min(2).max(5),
});

const reason = localized(900);
const optionText = localized(400);
const base = {
  id,
  skills: ids.max(4),
  difficulty: z.number().int().min(1).max(5),
  stem: localized(1200),
  explanation: localized(900).optional(),
};
const option = z.strictObject({ text: optionText, correct: z.boolean().optional(), reason });
const accepted = z.strictObject({ es: z.array(words(120)).min(1), en: z.array(words(120)).min(1) });

/** The six kinds of item; `more` is what practice items have and exam items have not. */
function itemSchema<More extends z.ZodRawShape>(more: More) {
  return z.discriminatedUnion('type', [
    z.strictObject({ ...base, ...more, type: z.literal('single'), options: z.array(option) }),
    z.strictObject({ ...base, ...more, type: z.literal('multiple'), options: z.array(option) }),
    z.strictObject({
      ...base,
      ...more,
      type: z.literal('order'),
      sequence: z
        .array(z.strictObject({ text: optionText, reason }))
        .min(3)
        .max(6),
    }),
    z.strictObject({
      ...base,
      ...more,
      type: z.literal('match'),
      pairs: z
        .array(z.strictObject({ left: optionText, right: optionText, reason }))
        .min(3)
        .max(6),
    }),
    z.strictObject({
      ...base,
      ...more,
      type: z.literal('numeric'),
      answer: z.number(),
      tolerance: z.number().min(0),
      unit: localized(24).optional(),
      reason,
      mistakes: z.array(z.strictObject({ value: z.number(), tolerance: z.number().min(0).default(0), reason })).min(1),
    }),
    z.strictObject({
      ...base,
      ...more,
      type: z.literal('short'),
      accepted,
      reason,
      mistakes: z.array(z.strictObject({ text: accepted, reason })).min(1),
    }),
  ]);
}

export const LessonItemsSchema = z.strictObject({
  skills: ids,
  minutes: z.number().int().min(1).max(240),
  items: z.array(itemSchema({ see: id })).min(1),
});

export const BankSchema = z.strictObject({ items: z.array(itemSchema({})).min(1) });

const blueprint = z.array(z.strictObject({ skills: ids, count: z.number().int().min(1).max(100) })).min(1);
const percent = z.number().int().min(1).max(100);

const PortfolioSchema = z.strictObject({
  title: localized(120),
  brief: localized(4000),
  sections: z
    .array(
      z.strictObject({
        id,
        title: localized(120),
        instructions: localized(900),
        minWords: z.number().int().min(1).max(5000),
        maxWords: z.number().int().min(1).max(5000),
      }),
    )
    .min(1)
    .max(10),
  links: z.strictObject({
    min: z.number().int().min(0).max(10),
    max: z.number().int().min(0).max(10),
    instructions: localized(600),
  }),
  rubric: z
    .array(
      z.strictObject({
        id,
        title: localized(120),
        weight: z.number().int().min(1).max(10).default(1),
        levels: z
          .array(z.strictObject({ title: localized(60), descriptor: localized(600) }))
          .min(3)
          .max(5),
      }),
    )
    .min(2)
    .max(9),
  passPercent: percent,
  submissions: z.number().int().min(1).max(10),
  appealDays: z.number().int().min(0).max(90),
  doubleMarkPercent: z.number().int().min(0).max(100),
});

export const ProgramSchema = z.strictObject({
  type: z.enum(PROGRAM_TYPES),
  version: z.number().int().min(1),
  title: localized(120),
  summary: localized(600),
  proves: localized(600),
  criteria: localized(600),
  skills: ids,
  course: id,
  hours: z.number().min(0.5).max(2000),
  validMonths: z.number().int().min(1).max(120),
  languages: z.array(z.enum(LOCALES)).min(1).optional(),
  prerequisites: z.strictObject({ programs: ids.optional(), skills: ids.optional() }).optional(),
  bank: id.optional(),
  exam: z.strictObject({
    minutes: z.number().int().min(5).max(300),
    passPercent: percent,
    attempts: z.number().int().min(1).max(20),
    retakeAfterHours: z
      .number()
      .int()
      .min(0)
      .max(24 * 365),
    borderline: z.enum(['mark-decides', 'retake-at-once']).optional(),
    blueprint,
  }),
  labs: ids.optional(),
  portfolio: PortfolioSchema.optional(),
  overall: z.strictObject({ passPercent: percent, examShare: z.number().int().min(0).max(100) }).optional(),
  renewal: z
    .strictObject({
      minutes: z.number().int().min(5).max(300),
      passPercent: percent,
      draw: z.enum(['changes', 'blueprint']),
      blueprint,
    })
    .optional(),
  integrity: z.strictObject({ secondsPerAnswer: z.number().min(1).max(120) }).optional(),
  design: z.enum(PROGRAM_TYPES).optional(),
});

export type SkillSource = z.infer<typeof SkillsSchema>[number];
export type PathSource = z.infer<typeof PathSchema>;
export type CourseSource = z.infer<typeof CourseSchema>;
export type FrontMatterSource = z.infer<typeof FrontMatterSchema>;
export type LessonItemsSource = z.infer<typeof LessonItemsSchema>;
/** A practice item; without `see` an exam item. */
export type ItemSource = (LessonItemsSource['items'][number] | z.infer<typeof BankSchema>['items'][number]) & {
  see?: string;
};
export type ProgramSource = z.infer<typeof ProgramSchema>;
