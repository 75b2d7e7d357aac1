import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../../i18n/settings';
import { Icon } from '../../../ui/Icon';
import { Panel } from '../../../ui/Panel';
import type { Choice } from '../controls';
import type { InputProps } from '../TypedInput';

interface Props extends InputProps {
  label: string;
  options: readonly Choice[];
}

/** Any number of what the desk has, behind a button that names what is chosen. */
export function ChoicesInput({ label, values, options, errorId, onChange }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  // A reference to something that was deleted stays visible, so that it can be taken out.
  const gone = values.filter((value) => !options.some((option) => option.value === value));
  const all = [...options, ...gone.map((value) => ({ value, label: value }))];
  const chosen = all.filter((option) => values.includes(option.value));
  const shown = chosen.map((option) => option.label).join(', ') || t('choose');

  function toggle(value: string) {
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  }

  return (
    <div class="cond-choices">
      <button
        ref={button}
        type="button"
        class={`input cond-choose ${chosen.length === 0 ? 'cond-choose-none' : ''}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={`${label}: ${shown}`}
        aria-invalid={errorId ? true : undefined}
        aria-describedby={errorId}
        popoverTarget={id}
      >
        <span class="picker-value">{shown}</span>
        <Icon name="chevronDown" size={14} />
      </button>
      <Panel id={id} button={button} panel={panel} opened={setOpen} focus={['[role="option"]']} role="listbox" label={label} multiselectable>
        {all.map((option) => {
          const yes = values.includes(option.value);
          return (
            <button
              key={option.value}
              type="button"
              role="option"
              class="panel-item"
              tabIndex={-1}
              aria-selected={yes}
              onClick={() => toggle(option.value)}
            >
              <span class={`cond-tick ${yes ? 'cond-ticked' : ''}`}>{yes && <Icon name="check" size={12} />}</span>
              <span class="panel-label">{option.label}</span>
            </button>
          );
        })}
        {all.length === 0 && <p class="cond-nothing">{t('choose.nothing')}</p>}
      </Panel>
    </div>
  );
}
