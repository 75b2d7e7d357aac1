import type { ComponentChildren } from 'preact';
import { t } from '../i18n/common';
import { Logo } from './Logo';
import { LanguageSwitch, ThemeSwitch } from './Switches';

/** The frame of the portal's pages. */
export function Page({ children }: { children: ComponentChildren }) {
  return (
    <div class="page">
      <a class="skip" href="#main" onClick={focusMain}>
        {t('skip')}
      </a>
      <header class="page-head">
        <a class="brand" href="/" aria-label={t('brand.home')}>
          <Logo />
          <span>Guichet</span>
        </a>
        <div class="page-tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** Moves the focus by hand: on the ticket's page the fragment of the address is the customer's key and must stay. */
function focusMain(event: MouseEvent) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
