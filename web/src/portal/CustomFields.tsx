import type { TargetedEvent } from 'preact';
import type { Form } from '../api/types';
import { lang } from '../i18n/lang';
import { t } from '../i18n/portal';
import { Field } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { customName, type FieldName } from './draft';
import { remaining } from './remaining';
import { CUSTOM_LIMIT } from './validate';

/** What every control of the form has. */
export interface Control {
  id: string;
  name: string;
  value: string;
  onInput: (event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
  class: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

interface Props {
  fields: NonNullable<Form['custom_fields']>;
  control: (name: FieldName, hint: boolean) => Control;
  errorOf: (name: FieldName) => string | undefined;
}

/** What this form asks for beside the usual: a line of text, or one of a few choices. None of it has to be answered. */
export function CustomFields({ fields, control, errorOf }: Props) {
  return (
    <div class="form-pair">
      {fields.map(({ id, label, options = [] }) => {
        const name = customName(id);
        const props = control(name, true);
        const hint = options.length === 0 ? remaining(props.value, CUSTOM_LIMIT) : undefined;
        return (
          <Field key={id} id={name} label={label[lang.value]} optional hint={hint} error={errorOf(name)}>
            {options.length === 0 ? <input {...props} autocomplete="off" /> : <Choice options={options} control={props} />}
          </Field>
        );
      })}
    </div>
  );
}

function Choice({ options, control }: { options: readonly string[]; control: Control }) {
  const gone = control.value !== '' && !options.includes(control.value);
  return (
    <div class="select">
      <select {...control}>
        <option value="">{t('form.choice.none')}</option>
        {[...options, ...(gone ? [control.value] : [])].map((option) => (
          <option key={option} value={option}>
            {option}
          </option>
        ))}
      </select>
      <Icon name="chevronDown" />
    </div>
  );
}
