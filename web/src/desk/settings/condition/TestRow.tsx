import { useId } from 'preact/hooks';
import { t } from '../../../i18n/settings';
import { RemoveButton, Select } from '../controls';
import { faultAt } from '../draft';
import { placeOfTest, type Test, type What } from './model';
import { verbOf } from './sentence';
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
        <Select
          label={t('cond.how', { what })}
          value={verbOf(test)}
          options={verbs(test).map((verb) => ({ value: verb, label: t(`how.${verb}`) }))}
          onChange={(next) => onChange(withVerb(test, next))}
        />
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

/** What can be said in place of a verb: the same, and the same denied. */
function verbs(test: Test) {
  const said = verbOf(test);
  // Not open is closed. Who wrote it otherwise finds it as it was written.
  if (test.what === 'time') return test.negated ? (['open', 'closed', 'not open', 'not closed'] as const) : (['open', 'closed'] as const);
  return said === 'contains' || said === 'not contains' ? (['contains', 'not contains'] as const) : (['is', 'not is'] as const);
}

function withVerb(test: Test, next: string): Test {
  const negated = next.startsWith(NOT);
  return { ...test, negated, ...(test.what === 'time' ? { values: [next.replace(NOT, '')] } : {}) };
}
