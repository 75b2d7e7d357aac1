import { type Lang, lang } from './lang';

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<S extends string> = Record<Names<S>, string | number>;
type Args<S extends string> = [Names<S>] extends [never] ? [] : [values: Values<S>];

/** Keys that have a `.one` and an `.other` form. */
type Countable<D> = { [K in keyof D & string]: K extends `${infer Base}.other` ? Base : never }[keyof D & string];

function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** French puts a space that must not break before its double punctuation; the dictionary is written with plain ones. */
export function typography(text: string, language: Lang): string {
  if (language !== 'fr') return text;
  return text.replace(/ ([:;?!»%])/g, '\u202f$1').replace(/« /g, '«\u202f').replace(/'/g, '’');
}

export function translator<const D extends Record<string, string>>(en: D, fr: Record<keyof D, string>) {
  const words: Record<Lang, Record<keyof D, string>> = { en, fr };

  /**
   * The words for a key in the current language. Reads the language signal, so what renders with it follows a switch. A key
   * made from a value that only a newer server knows shows as itself, rather than taking the page down.
   */
  function t<K extends keyof D & string>(key: K, ...args: Args<D[K]>): string {
    const language = lang.value;
    return fill(typography(words[language][key] ?? key, language), args[0]);
  }

  /** The plural form for a count; `{count}` is written the way the language writes numbers. */
  function tn(key: Countable<D>, count: number, values: Record<string, string | number> = {}): string {
    const language = lang.value;
    const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
    const text = words[language][`${key}.${form}`];
    return fill(typography(text, language), { ...values, count: new Intl.NumberFormat(language).format(count) });
  }

  /** Whether a string made at run time (a state, a code of the API) has words. */
  function has(key: string): key is keyof D & string {
    return Object.hasOwn(en, key);
  }

  return { t, tn, has };
}
