// Chooses a language: turns a shape with texts in both into the same shape with plain strings. Browser-safe.
import { type Locale, type Localized } from '~/i18n/locale';

/** `T` with every `Localized` in it become a string. */
export type Said<T> = T extends Localized
  ? string
  : T extends ReadonlyArray<infer Element>
    ? Array<Said<Element>>
    : T extends object
      ? { [Key in keyof T]: Said<T[Key]> }
      : T;

function isLocalized(value: object): value is Localized {
  const texts = value as Partial<Localized>;
  return typeof texts.es === 'string' && typeof texts.en === 'string';
}

/**
 * Every `Localized` within `value`, however deep, replaced by its text in `locale`. For plain data: objects, arrays, primitives.
 * @example say({ title: { es: 'Hola', en: 'Hello' } }, 'en') // { title: 'Hello' }
 */
export function say<T>(value: T, locale: Locale): Said<T> {
  if (value === null || typeof value !== 'object') return value as Said<T>;
  if (Array.isArray(value)) return value.map((element) => say(element, locale)) as Said<T>;
  if (isLocalized(value)) return value[locale] as Said<T>;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, say(inner, locale)])) as Said<T>;
}
