import { useState } from 'preact/hooks';
import { t } from '../../../i18n/settings';
import { Icon } from '../../../ui/Icon';
import type { InputProps } from './ChoicesInput';

interface Props extends InputProps {
  placeholder: string;
  /** Whether a comma ends a value, or is part of it. */
  commas: boolean;
}

/** Any number of typed values. Enter ends one, and so does leaving the field. */
export function TypedInput({ label, values, errorId, onChange, placeholder, commas }: Props) {
  const [typed, setTyped] = useState('');

  function add(text: string) {
    const pieces = (commas ? text.split(',') : [text]).map((one) => one.trim());
    const added = pieces.filter((one, index) => one !== '' && !values.includes(one) && pieces.indexOf(one) === index);
    setTyped('');
    if (added.length > 0) onChange([...values, ...added]);
  }

  const remove = (index: number) => onChange(values.filter((_, other) => other !== index));

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' || (commas && event.key === ',')) {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      remove(values.length - 1);
    }
  }

  return (
    <div class="input cond-typed">
      {values.map((value, index) => (
        <span key={value} class="cond-value">
          <span>{value}</span>
          <button type="button" class="cond-drop" aria-label={t('cond.drop', { value })} onClick={() => remove(index)}>
            <Icon name="close" size={10} />
          </button>
        </span>
      ))}
      <input
        aria-label={label}
        aria-invalid={errorId ? true : undefined}
        aria-describedby={errorId}
        autocomplete="off"
        placeholder={values.length === 0 ? placeholder : t('cond.or')}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={() => add(typed)}
      />
    </div>
  );
}
