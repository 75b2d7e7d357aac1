import { useId } from 'preact/hooks';
import { serverNow } from '../lib/clock';
import { localMinute } from './moments';

interface Props {
  label: string;
  value: string;
  error?: string | undefined;
  first?: boolean;
  onInput: (value: string) => void;
}

/** A date and a time of day, in the browser's own field. */
export function MomentField({ label, value, error, first = false, onInput }: Props) {
  const id = useId();
  return (
    <div class="dialog-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="datetime-local"
        required
        autofocus={first}
        value={value}
        min={localMinute(serverNow())}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
