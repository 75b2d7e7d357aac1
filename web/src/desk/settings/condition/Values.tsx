import { t } from '../../../i18n/settings';
import { calendars } from '../choices';
import { Select } from '../controls';
import { TypedInput } from '../TypedInput';
import { ChoicesInput } from './ChoicesInput';
import { INPUTS, type Test } from './model';
import { choicesOf, fields, optionsOfField, subjectName } from './subjects';

interface Props {
  test: Test;
  errorId: string | undefined;
  onChange: (test: Test) => void;
}

/** What the ticket is compared with: chosen where the desk has a list of it, typed where it has none. */
export function Values({ test, errorId, onChange }: Props) {
  const common = {
    label: t('cond.values', { what: subjectName(test.what) }),
    values: test.values,
    errorId,
    onChange: (values: string[]) => onChange({ ...test, values }),
  };
  switch (INPUTS[test.what]) {
    case 'choices':
      return <ChoicesInput {...common} options={choicesOf(test.what)} />;
    case 'words':
      return <TypedInput {...common} more={t('cond.or')} commas placeholder={t('cond.words.example')} />;
    case 'tags':
      return <TypedInput {...common} more={t('cond.or')} commas placeholder={t('cond.tags.example')} />;
    case 'senders':
      return <TypedInput {...common} more={t('cond.or')} commas placeholder="*@example.com" />;
    case 'time':
      return <Select label={t('calendar')} value={test.of} options={calendars()} errorId={errorId} onChange={(of) => onChange({ ...test, of })} />;
    case 'field': {
      const options = optionsOfField(test.of);
      return (
        <div class="cond-field">
          <Select
            label={t('cond.field')}
            value={test.of}
            options={fields()}
            errorId={errorId}
            onChange={(of) => onChange({ ...test, of, values: [] })}
          />
          {options.length > 0 ? (
            <ChoicesInput {...common} options={options} />
          ) : (
            <TypedInput {...common} more={t('cond.or')} commas={false} placeholder={t('cond.field.example')} />
          )}
        </div>
      );
    }
  }
}
