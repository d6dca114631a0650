// Typed message bundles over i18next. A bundle holds both languages, so a missing or misspelt key is a type error.
import { createInstance, type i18n as I18n } from 'i18next';
import { type Locale, LOCALES } from './locale';

/** Nested texts; a leaf may hold {{parameters}} and end in _one/_other for plurals by `count`. */
type Tree = { readonly [key: string]: string | Tree };
type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

type Plural<K extends string> = K extends `${infer Base}_one` ? Base : K extends `${infer Base}_other` ? Base : K;
type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${Plural<K>}` : Leaves<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

export type Bundle<T> = { readonly namespace: string; readonly keys?: T };
export type Parameters = Record<string, string | number>;
/** Looks a message up. Texts come out unescaped: React escapes. */
export type Translate<T> = (key: Leaves<T>, parameters?: Parameters) => string;

function make(locale: Locale): I18n {
  const instance = createInstance();
  // Synchronous: there is no backend to wait for.
  void instance.init({
    lng: locale,
    fallbackLng: false,
    initImmediate: false,
    resources: { [locale]: {} },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

/** One instance a language for the life of the process; making one per request would cost most of a millisecond. */
const instances: Record<Locale, I18n> = { es: make('es'), en: make('en') };

/**
 * Declares the messages of one area of the product.
 * @example
 * const site = defineMessages('site', { en: { hello: 'Hello {{name}}' }, es: { hello: 'Hola, {{name}}' } });
 * translator(site, 'es')('hello', { name: 'Ana' }) // 'Hola, Ana'
 */
export function defineMessages<const T extends Tree>(
  namespace: string,
  messages: { en: T; es: SameKeys<T> },
): Bundle<T> {
  for (const locale of LOCALES) instances[locale].addResourceBundle(locale, namespace, messages[locale], true, true);
  return { namespace };
}

const translators = new Map<string, Translate<never>>();

/** The lookup function of a bundle in a language; the same function for the same arguments. */
export function translator<T>(bundle: Bundle<T>, locale: Locale): Translate<T> {
  const id = `${locale}:${bundle.namespace}`;
  let found = translators.get(id);
  if (!found) {
    const fixed = instances[locale].getFixedT(locale, bundle.namespace);
    // i18next finds a text once a key and plural form; after that only the parameters are put in. Asking it each time would be a
    // twentieth of a page's time. Both languages have the forms "one" (exactly 1) and "other".
    const templates = new Map<string, string>();
    const look = (key: string, parameters?: Parameters): string => {
      const count = parameters?.count;
      const form = count === undefined ? key : count === 1 ? `${key}|1` : `${key}|n`;
      let template = templates.get(form);
      if (template === undefined) {
        template = fixed(key, { count, skipInterpolation: true } as never) as unknown as string;
        templates.set(form, template);
      }
      if (!parameters) return template;
      return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(parameters[name] ?? ''));
    };
    found = look as unknown as Translate<never>;
    translators.set(id, found);
  }
  return found as unknown as Translate<T>;
}
