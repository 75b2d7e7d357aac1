import { t as td } from '../../../i18n/desk';
import { languageName } from '../../../i18n/format';
import { lang } from '../../../i18n/lang';
import { t } from '../../../i18n/settings';
import { calendars, CHANNELS, LANGUAGES, named, priorities, teams, types } from '../choices';
import type { Choice } from '../controls';
import { configuration } from '../draft';
import { INPUTS, type Test, type What } from './model';

/** Everything that can be compared, in the order in which it is offered. */
const SUBJECTS = {
  origin: ['form', 'topic', 'field', 'brand', 'channel'],
  customer: ['sender', 'organisation', 'customer_tag', 'language'],
  text: ['words', 'subject_words'],
  ticket: ['type', 'priority', 'team', 'tag'],
  moment: ['time'],
} satisfies Record<string, readonly What[]>;

/** A policy is chosen anew whenever its ticket changes, so it looks only at what the desk still knows then. */
const FOR_POLICIES: readonly What[] = ['form', 'brand', 'channel', 'organisation', 'customer_tag', 'type', 'priority', 'team'];

export type Use = 'rule' | 'policy';

export const subjectName = (what: What): string => t(`subject.${what}`);

/** What can be looked at there, and what is looked at already. */
export const subjects = (use: Use, now: What): Choice[] =>
  (Object.keys(SUBJECTS) as (keyof typeof SUBJECTS)[]).flatMap((group) =>
    (SUBJECTS[group] as What[])
      .filter((what) => use === 'rule' || what === now || FOR_POLICIES.includes(what))
      .map((what) => ({ value: what, label: subjectName(what), group: t(`subjects.${group}`) })),
  );

const forms = () => configuration.value.forms ?? [];
const once = (choices: Choice[]): Choice[] => [...new Map(choices.map((choice) => [choice.value, choice])).values()];

/** A text of the configuration in the language of the page, or in the one that it has. */
const inWords = (label: Record<string, string>, id: string): string => label[lang.value] || Object.values(label)[0] || id;

const CHOICES: Partial<Record<What, () => Choice[]>> = {
  form: () => forms().map(({ id }) => ({ value: id, label: id })),
  topic: () => once(forms().flatMap((form) => form.topics.map(({ id, label }) => ({ value: id, label: inWords(label, id) })))),
  brand: () => once(forms().flatMap(({ brand }) => (brand ? [{ value: brand, label: brand }] : []))),
  channel: () => CHANNELS.map((value) => ({ value, label: td(`channel.${value}`) })),
  organisation: () => named(configuration.value.organisations),
  language: () => LANGUAGES.map((value) => ({ value, label: languageName(value) })),
  type: types,
  priority: priorities,
  team: teams,
};

export const choicesOf = (what: What): Choice[] => CHOICES[what]?.() ?? [];

export const fields = (): Choice[] =>
  once(forms().flatMap((form) => (form.fields ?? []).map(({ id, label }) => ({ value: id, label: inWords(label, id) }))));

/** What can be chosen in a field of a form; nothing, if it is a line of text. */
export const optionsOfField = (id: string): Choice[] =>
  once(
    forms()
      .flatMap((form) => form.fields ?? [])
      .filter((field) => field.id === id)
      .flatMap((field) => (field.options ?? []).map((option) => ({ value: option, label: option }))),
  );

const fresh = (what: What): Test => ({
  what,
  negated: false,
  of: what === 'field' ? (fields()[0]?.value ?? '') : what === 'time' ? (calendars()[0]?.value ?? '') : '',
  values: what === 'time' ? ['open'] : [],
  list: false,
});

/** What a new line begins with. */
export const firstTest = (use: Use): Test => fresh(use === 'rule' ? 'words' : 'priority');

/** Looks at something else. What was typed stays where it means the same there. */
export function withSubject(test: Test, what: What): Test {
  const typed = INPUTS[what] === INPUTS[test.what] && (INPUTS[what] === 'words' || INPUTS[what] === 'tags');
  return { ...fresh(what), negated: test.negated, ...(typed ? { values: test.values, list: test.list } : {}) };
}
