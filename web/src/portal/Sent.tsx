import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/portal';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import type { Receipt } from './Contact';

export function Sent({ receipt, another }: { receipt: Receipt; another: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="sent card" aria-labelledby="sent-title">
      <span class="sent-mark" aria-hidden="true">
        <Icon name="check" size={26} />
      </span>
      <h1 id="sent-title" ref={heading} tabIndex={-1}>
        {t('sent.title')}
      </h1>
      <p class="sent-text">{t('sent.text', { number: receipt.number, email: receipt.email })}</p>
      <div class="sent-link">
        <label for="link">{t('sent.link')}</label>
        <div class="sent-link-row">
          <input
            id="link"
            class="input"
            readOnly
            value={receipt.ticket_url}
            aria-describedby="link-hint"
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={receipt.ticket_url} label={t('sent.copy')} />
        </div>
        <p class="field-hint" id="link-hint">
          <Icon name="lock" size={14} />
          <span>{t('sent.link.hint')}</span>
        </p>
      </div>
      <div class="sent-actions">
        <a class="button button-primary button-large" href={receipt.ticket_url}>
          {t('sent.open')}
        </a>
        <button type="button" class="button button-quiet button-large" onClick={another}>
          {t('sent.another')}
        </button>
      </div>
    </section>
  );
}
