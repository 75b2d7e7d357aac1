import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/settings';
import { Icon } from '../../ui/Icon';
import { type Common, Frame } from './controls';
import { faultAt } from './draft';

export interface InputProps {
  /** Read aloud, where no label stands above. */
  label?: string | undefined;
  values: readonly string[];
  /** Names what is wrong with it, if something is. */
  errorId: string | undefined;
  onChange: (values: string[]) => void;
}

interface Props extends InputProps {
  id?: string;
  placeholder?: string;
  /** What is asked for behind the values that are there. */
  more?: string;
  /** Whether a comma ends a value, or is part of it. */
  commas: boolean;
}

/** Any number of typed values. Enter ends one, and so does leaving the field. */
export function TypedInput({ id, label, values, errorId, onChange, placeholder, more = '', commas }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');

  function add(text: string) {
    const pieces = (commas ? text.split(',') : [text]).map((one) => one.trim());
    const added = pieces.filter((one, index) => one !== '' && !values.includes(one) && pieces.indexOf(one) === index);
    setTyped('');
    if (added.length > 0) onChange([...values, ...added]);
  }

  function remove(index: number) {
    onChange(values.filter((_, other) => other !== index));
    // The button that was pressed goes with its value.
    input.current?.focus();
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' || (commas && event.key === ',')) {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      remove(values.length - 1);
    }
  }

  return (
    <div class="input typed">
      {values.map((value, index) => (
        <span key={index} class="typed-value">
          <span>{value}</span>
          <button type="button" class="typed-remove" aria-label={t('typed.remove', { value })} onClick={() => remove(index)}>
            <Icon name="close" size={10} />
          </button>
        </span>
      ))}
      <input
        ref={input}
        id={id}
        aria-label={label}
        aria-invalid={errorId ? true : undefined}
        aria-describedby={errorId}
        autocomplete="off"
        placeholder={values.length === 0 ? placeholder : more}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={() => add(typed)}
      />
    </div>
  );
}

interface FieldProps extends Common {
  values: readonly string[] | undefined;
  placeholder?: string;
  commas?: boolean;
  /** Nothing for none, as the document leaves empty lists out. */
  onChange: (values: string[] | undefined) => void;
}

export function TypedField({ label, field, hint, values = [], placeholder, commas = true, onChange }: FieldProps) {
  const id = useId();
  const error = faultAt(field, true);
  return (
    <Frame id={id} label={label} bare={false} error={error} hint={hint}>
      <TypedInput
        id={id}
        values={values}
        errorId={error && `${id}-error`}
        placeholder={placeholder ?? ''}
        commas={commas}
        onChange={(next) => onChange(next.length > 0 ? next : undefined)}
      />
    </Frame>
  );
}
