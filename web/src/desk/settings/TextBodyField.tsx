import { useId, useRef } from 'preact/hooks';
import type { Locale, PlaceholderUse } from '../../api/configuration';
import { t } from '../../i18n/settings';
import { Frame } from './controls';
import { insertion } from './mailTexts';

interface Props {
  language: Locale;
  value: string;
  error: string | undefined;
  placeholders: readonly PlaceholderUse[];
  onChange: (body: string) => void;
}

/** The text, and what can be put into it where the cursor is. */
export function TextBodyField({ language, value, error, placeholders, onChange }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);

  function insert(placeholder: PlaceholderUse) {
    const element = field.current;
    if (element === null) return;
    const [start, end, piece] = [element.selectionStart, element.selectionEnd, insertion(placeholder)];
    onChange(value.slice(0, start) + piece + value.slice(end));
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(start + piece.length, start + piece.length);
    });
  }

  return (
    <>
      <Frame id={id} label={t('text.body')} bare={false} error={error} hint={t('text.body.text')}>
        <textarea
          ref={field}
          id={id}
          class="input text-body"
          rows={14}
          lang={language}
          maxLength={4_000}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </Frame>
      <div class="text-placeholders" role="group" aria-label={t('text.placeholders')}>
        <p class="set-label">{t('text.placeholders')}</p>
        <ul>
          {placeholders.map((one) => (
            <li key={one.name}>
              <button type="button" class="chip chip-button" aria-label={t('text.insert', { name: one.name })} onClick={() => insert(one)}>
                <code>{one.name}</code>
              </button>
              <span class="set-hint">{t(`placeholder.${one.name}`)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
