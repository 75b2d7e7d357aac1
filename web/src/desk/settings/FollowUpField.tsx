import type { FollowUp } from '../../api/configuration';
import { t } from '../../i18n/settings';
import { SelectField, TextField } from './controls';

const FOLLOW_UPS = ['follow_up', 'reopen', 'reopen_within', 'reject'] as const;

interface Props {
  label: string;
  /** The place in the document. */
  at: string;
  value: FollowUp | null | undefined;
  /** What it means to choose nothing, where that is a choice. */
  unset?: string;
  onChange: (value: FollowUp | undefined) => void;
}

/** What becomes of what a customer writes on a closed ticket. */
export function FollowUpField({ label, at, value, unset, onChange }: Props) {
  const chosen = value ?? (unset === undefined ? 'follow_up' : '');
  const within = typeof chosen === 'object' ? chosen.reopen_within : null;
  const options = FOLLOW_UPS.map((one) => ({ value: one as string, label: t(`follow_up.${one}`) }));

  function set(next: string) {
    if (next === '') onChange(undefined);
    else onChange(next === 'reopen_within' ? { reopen_within: '168h' } : (next as 'reopen'));
  }

  return (
    <>
      <SelectField
        label={label}
        field={at}
        value={typeof chosen === 'object' ? 'reopen_within' : chosen}
        options={unset === undefined ? options : [{ value: '', label: unset }, ...options]}
        onChange={set}
      />
      {within !== null && (
        <TextField
          label={t('follow_up.within')}
          field={`${at}.reopen_within`}
          value={within}
          placeholder="168h"
          onChange={(reopen_within) => onChange({ reopen_within })}
        />
      )}
    </>
  );
}
