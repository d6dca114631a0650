// What every component of a lesson's text knows of the lesson it stands in.
import { lessonMessages } from '~/i18n/lesson';
import type { Locale } from '~/i18n/locale';
import { type Translate, translator } from '~/i18n/messages';
import type { JsonProps } from '~/modules/catalog/catalog';

export type LessonPlace = { locale: Locale; courseId: string; slug: string };

export type LessonTranslate = typeof lessonMessages extends { keys?: infer Keys }
  ? Translate<NonNullable<Keys>>
  : never;

export function translate({ locale }: Pick<LessonPlace, 'locale'>): LessonTranslate {
  return translator(lessonMessages, locale);
}

/** A text property, or undefined. */
export function text(props: JsonProps | null, name: string): string | undefined {
  const value = props?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** A number property, or undefined. */
export function number(props: JsonProps | null, name: string): number | undefined {
  const value = props?.[name];
  return typeof value === 'number' ? value : undefined;
}
