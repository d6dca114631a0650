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
    // Most texts have no parameters and are the same for ever: looking them up anew would be a tenth of a page's time.
    const plain = new Map<string, string>();
    const look = (key: string, parameters?: Parameters): string => {
      if (parameters) return fixed(key, parameters as never) as unknown as string;
      let text = plain.get(key);
      if (text === undefined) plain.set(key, (text = fixed(key) as unknown as string));
      return text;
    };
    found = look as unknown as Translate<never>;
    translators.set(id, found);
  }
  return found as unknown as Translate<T>;
}
