import type { RefObject } from 'preact';
import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import { Formatted } from '../ui/Formatted';
import type { Tab } from './keyboard';

interface Props {
  element: RefObject<HTMLTextAreaElement | null>;
  tab: Tab;
  customer: string;
  value: string;
  looking: boolean;
  sending: boolean;
  closed: boolean;
  onType: (text: string) => void;
  onSend: () => void;
}

/** The text itself, as it is written or as it will be read. */
export function ComposerText({ element, tab, customer, value, looking, sending, closed, onType, onSend }: Props) {
  if (looking) {
    return <div class="composer-preview">{value.trim() === '' ? <p class="facts-none">{tm('preview.nothing')}</p> : <Formatted text={value} />}</div>;
  }
  const label = tab === 'reply' ? t('reply.label', { name: customer }) : tab === 'note' ? t('note.label') : tm('forward.label');
  const placeholder =
    sending ? t('sending')
    : closed ? t('reply.closed')
    : tab === 'reply' ? t('reply.placeholder', { name: customer })
    : tab === 'note' ? t('note.placeholder')
    : tm('forward.placeholder');
  return (
    <textarea
      ref={element}
      class="composer-text"
      aria-label={label}
      aria-keyshortcuts="Control+Enter"
      placeholder={placeholder}
      value={value}
      readOnly={sending || closed}
      onInput={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSend();
      }}
    />
  );
}
