import { useId } from 'preact/hooks';
import { t } from '../../../i18n/settings';
import { RemoveButton, Select } from '../controls';
import { faultAt } from '../draft';
import { INPUTS, placeOfTest, type Test, type What } from './model';
import { subjectName, subjects, type Use, withSubject } from './subjects';
import { Values } from './Values';
import { WrapButton } from './WrapButton';

interface Props {
  test: Test;
  at: string;
  use: Use;
  onChange: (test: Test) => void;
  onWrap: () => void;
  onRemove: () => void;
}

/** One comparison: what is looked at, how, and with what it is compared. */
export function TestRow({ test, at, use, onChange, onWrap, onRemove }: Props) {
  const id = useId();
  // Only what lies in a list has a place that is not its group's, too.
  const error = faultAt(placeOfTest(at, test), true) ?? (at.endsWith(']') ? faultAt(at) : undefined);
  const errorId = error && `${id}-error`;
  const what = subjectName(test.what);
  return (
    <li class="cond-row">
      <div class="cond-parts">
        <Select
          label={t('cond.what')}
          value={test.what}
          options={subjects(use, test.what)}
          errorId={errorId}
          onChange={(next) => onChange(withSubject(test, next as What))}
        />
        <Select label={t('cond.how', { what })} value={how(test)} options={hows(test)} onChange={(next) => onChange(withHow(test, next))} />
        <Values test={test} errorId={errorId} onChange={onChange} />
      </div>
      <div class="cond-tools">
        <WrapButton onWrap={onWrap} />
        <RemoveButton label={t('cond.remove', { what })} onRemove={onRemove} />
      </div>
      {error && (
        <p class="field-error" id={errorId}>
          {error}
        </p>
      )}
    </li>
  );
}

const NOT = 'not ';

/** Whether it is to hold or not; for hours, which of the two they are to be. */
const how = ({ what, negated, values }: Test): string => (negated ? NOT : '') + (what === 'time' ? values[0] : 'is');

function hows(test: Test) {
  if (test.what === 'time') {
    // Not open is closed. Who wrote it otherwise finds it as it was written.
    const written = test.negated ? (['not open', 'not closed'] as const) : [];
    return (['open', 'closed', ...written] as const).map((value) => ({ value, label: t(`how.${value}`) }));
  }
  const verb = INPUTS[test.what] === 'words' ? 'contains' : 'is';
  return [
    { value: 'is', label: t(`how.${verb}`) },
    { value: `${NOT}is`, label: t(`how.not ${verb}`) },
  ];
}

function withHow(test: Test, next: string): Test {
  const negated = next.startsWith(NOT);
  return { ...test, negated, ...(test.what === 'time' ? { values: [next.replace(NOT, '')] } : {}) };
}
