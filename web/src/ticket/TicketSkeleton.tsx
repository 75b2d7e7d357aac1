import { t } from '../i18n/common';

export function TicketSkeleton() {
  return (
    <div class="ticket" aria-busy="true">
      <span class="sr" role="status">
        {t('loading')}
      </span>
      <div class="ticket-head">
        <span class="bone bone-line bone-short" />
        <span class="bone bone-title" />
      </div>
      <span class="bone bone-standing" />
      <div class="thread">
        {[60, 78, 52].map((width, index) => (
          <div class={`letter ${index % 2 === 0 ? 'letter-customer' : 'letter-agent'}`} key={width}>
            <span class="bone bone-line bone-short" />
            <span class="bone bone-line" />
            <span class="bone bone-line" />
          </div>
        ))}
      </div>
    </div>
  );
}
