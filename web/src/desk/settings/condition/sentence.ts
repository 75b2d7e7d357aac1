import type { Condition } from '../../../api/configuration';
import { t } from '../../../i18n/settings';
import { nameOfCalendar } from '../choices';
import { written } from '../written';
import { INPUTS, type Join, readGroup, readTest, type Test } from './model';
import { choicesOf, fields, subjectName } from './subjects';

/** What is done with the value, or that it is not: `is`, `not contains`, `open`. */
export function verbOf({ what, negated, values }: Test) {
  const verb = what === 'time' ? (values[0] === 'closed' ? 'closed' : 'open') : INPUTS[what] === 'words' ? 'contains' : 'is';
  return negated ? (`not ${verb}` as const) : verb;
}

function testSentence(test: Test): string {
  const { what, of, values } = test;
  const verb = t(`how.${verbOf(test)}`);
  if (what === 'time') return [subjectName(what), verb, `(${nameOfCalendar(of)})`].join(' ');
  const choices = choicesOf(what);
  const names = values.map((value) => choices.find((choice) => choice.value === value)?.label ?? value);
  const subject = what === 'field' ? (fields().find((field) => field.value === of)?.label ?? of) : subjectName(what);
  return [subject, verb, names.join(t('sentence.or')) || '…'].join(' ');
}

const LINKS: Record<Join, 'and' | 'or'> = { all: 'and', not_all: 'and', any: 'or', none: 'or' };

/** A condition in words, for a list of those who have one. */
export function sentence(condition: Condition, inside = false): string {
  const group = readGroup(condition);
  if (group === null) {
    const test = readTest(condition);
    return test ? testSentence(test) : written(condition);
  }
  const { join, parts } = group;
  const linked = parts.map((part) => sentence(part, parts.length > 1)).join(t(`sentence.${LINKS[join]}`));
  const denied = join === 'none' || join === 'not_all';
  if (denied) return t('sentence.not', { condition: linked });
  return inside && parts.length > 1 ? `(${linked})` : linked;
}
