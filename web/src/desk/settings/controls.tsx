import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../../i18n/settings';
import { Icon } from '../../ui/Icon';
import { faultAt, rangeWords } from './draft';

export interface Common {
  label: string;
  /** The place in the document that the server names when it refuses it. */
  field: string;
  hint?: ComponentChildren;
}

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  mono?: boolean;
  type?: 'text' | 'email' | 'date' | 'url';
  list?: string;
  /** Shows only the control; the label is read aloud. For tables and rows. */
  bare?: boolean;
  /** What is wrong with something that the field is a part of. */
  fault?: string | undefined;
}

export function TextField({ label, field, hint, value, onChange, placeholder, mono, type = 'text', list, bare = false, fault }: TextProps) {
  const id = useId();
  const error = faultAt(field) ?? fault;
  return (
    <Frame id={id} label={label} bare={bare} error={error} hint={hint}>
      <input
        id={id}
        class={`input ${mono ? 'input-mono' : ''}`}
        type={type}
        value={value}
        placeholder={placeholder}
        list={list}
        autocomplete="off"
        spellcheck={!mono}
        aria-label={bare ? label : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Frame>
  );
}

/** An id can be chosen until it has been saved once: others refer to it afterwards. */
export function IdField(props: Omit<TextProps, 'label'>) {
  return <TextField mono label={t('id')} {...props} />;
}

interface NumberProps extends Common {
  value: number;
  min: number;
  max?: number;
  onChange: (value: number) => void;
  bare?: boolean;
}

/** What is typed stays as it is. The field says at once what would fit, and the server refuses the rest. */
export function NumberField({ label, field, hint, value, min, max, onChange, bare = false }: NumberProps) {
  const id = useId();
  const fits = Number.isInteger(value) && value >= min && (max === undefined || value <= max);
  const error = fits ? faultAt(field) : max === undefined ? t('fault.number') : rangeWords(min, max);
  return (
    <Frame id={id} label={label} bare={bare} error={error} hint={hint}>
      <input
        id={id}
        class="input input-number"
        type="number"
        min={min}
        max={max}
        value={Number.isFinite(value) ? value : ''}
        aria-label={bare ? label : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </Frame>
  );
}

export interface Choice<T extends string = string> {
  value: T;
  label: string;
  /** Choices of one group stand together, under its name. */
  group?: string;
}

interface SelectProps {
  value: string;
  options: readonly Choice[];
  onChange: (value: string) => void;
  id?: string;
  /** Read aloud, where no label stands above. */
  label?: string | undefined;
  /** Names what is wrong with it, if something is. */
  errorId?: string | undefined;
}

export function Select({ value, options, onChange, id, label, errorId }: SelectProps) {
  // A reference to something that was deleted stays visible, so that it can be mended.
  const all = options.some((option) => option.value === value) ? options : [...options, { value, label: value || t('choose') }];
  const groups = [...new Set(all.map((option) => option.group))];
  return (
    <span class="select">
      <select
        id={id}
        class="input"
        value={value}
        aria-label={label}
        aria-invalid={errorId ? true : undefined}
        aria-describedby={errorId}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {groups.map((group) => {
          const members = all.filter((option) => option.group === group).map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ));
          return group === undefined ? members : <optgroup key={group} label={group}>{members}</optgroup>;
        })}
      </select>
      <Icon name="chevronDown" size={14} />
    </span>
  );
}

interface SelectFieldProps extends Common {
  value: string;
  options: readonly Choice[];
  onChange: (value: string) => void;
  bare?: boolean;
}

export function SelectField({ label, field, hint, value, options, onChange, bare = false }: SelectFieldProps) {
  const id = useId();
  const error = faultAt(field);
  return (
    <Frame id={id} label={label} bare={bare} error={error} hint={hint}>
      <Select
        id={id}
        value={value}
        options={options}
        label={bare ? label : undefined}
        errorId={error && `${id}-error`}
        onChange={onChange}
      />
    </Frame>
  );
}

interface FrameProps {
  id: string;
  label: string;
  bare: boolean;
  error: string | undefined;
  hint?: ComponentChildren;
  children: ComponentChildren;
}

export function Frame({ id, label, bare, error, hint, children }: FrameProps) {
  return (
    <div class={bare ? 'set-bare' : 'set-field'}>
      {!bare && <label for={id}>{label}</label>}
      {children}
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : (
        hint && <p class="set-hint">{hint}</p>
      )}
    </div>
  );
}

interface CheckProps {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label class="set-check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

interface ManyProps<T extends string> extends Common {
  values: readonly T[];
  options: readonly Choice<T>[];
  onChange: (values: T[]) => void;
}

/** Any number out of a few. */
export function Many<T extends string>({ label, field, hint, values, options, onChange }: ManyProps<T>) {
  const error = faultAt(field, true);
  return (
    <fieldset class="set-many">
      <legend>{label}</legend>
      <div class="set-chips">
        {options.map((option) => (
          <Check
            key={option.value}
            label={option.label}
            checked={values.includes(option.value)}
            onChange={(checked) =>
              onChange(options.map((one) => one.value).filter((one) => (one === option.value ? checked : values.includes(one))))
            }
          />
        ))}
      </div>
      {error ? <p class="field-error">{error}</p> : hint && <p class="set-hint">{hint}</p>}
    </fieldset>
  );
}

interface SectionProps {
  title: string;
  text?: string;
  /** The place of the whole section, of which something may be wrong as a whole. */
  field?: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, text, field, actions, children }: SectionProps) {
  const error = field && faultAt(field);
  return (
    <section class="set-section">
      <header class="set-section-head">
        <div>
          <h2>{title}</h2>
          {text && <p class="set-hint">{text}</p>}
        </div>
        {actions}
      </header>
      {error && <p class="field-error set-fault">{error}</p>}
      {children}
    </section>
  );
}

export function AddButton({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <button type="button" class="button button-quiet set-add" onClick={onAdd}>
      <Icon name="plus" size={14} />
      {label}
    </button>
  );
}

export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={onRemove}>
      <Icon name="close" size={14} />
    </button>
  );
}

/** Words separated by commas, as a list without empty ones; nothing for none, as the document leaves empty lists out. */
export function words(text: string): string[] | undefined {
  const all = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return all.length > 0 ? all : undefined;
}

interface WordsProps extends Common {
  value: readonly string[] | undefined;
  onChange: (value: string[] | undefined) => void;
  placeholder?: string;
  bare?: boolean;
}

/** A list as a text. What is typed stays as it is until the field is left, so that a comma can be typed. */
export function WordsField({ label, field, hint, value, onChange, placeholder, bare = false }: WordsProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const error = faultAt(field, true);
  return (
    <Frame id={id} label={label} bare={bare} error={error} hint={hint}>
      <input
        id={id}
        class="input"
        value={typed ?? (value ?? []).join(', ')}
        placeholder={placeholder}
        autocomplete="off"
        aria-label={bare ? label : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          onChange(words(event.currentTarget.value));
        }}
        onBlur={() => setTyped(null)}
      />
    </Frame>
  );
}
