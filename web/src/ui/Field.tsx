import type { ComponentChildren } from 'preact';
import { t } from '../i18n/common';

interface Props {
  id: string;
  label: string;
  optional?: boolean;
  hint?: ComponentChildren;
  error?: string | undefined;
  children: ComponentChildren;
}

/** A label, a control, and what is to be said about it. The control carries `describedBy` and `aria-invalid` itself. */
export function Field({ id, label, optional = false, hint, error, children }: Props) {
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="field-optional"> {t('optional')}</span>}
      </label>
      {children}
      <div class="field-below">
        {error ? (
          <p class="field-error" id={`${id}-error`}>
            {error}
          </p>
        ) : (
          hint && (
            <p class="field-hint" id={`${id}-hint`}>
              {hint}
            </p>
          )
        )}
      </div>
    </div>
  );
}

export function describedBy(id: string, error: string | undefined, hint: boolean): string | undefined {
  if (error) return `${id}-error`;
  return hint ? `${id}-hint` : undefined;
}
