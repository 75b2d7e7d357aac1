import { signal } from '@preact/signals';
import { local } from '../lib/storage';

export const LANGS = ['en', 'fr'] as const;
export type Lang = (typeof LANGS)[number];

const KEY = 'guichet.lang';

function known(value: string | null | undefined): Lang | null {
  const short = value?.slice(0, 2).toLowerCase();
  return LANGS.find((lang) => lang === short) ?? null;
}

/** What the address asks for, then what was chosen before, then the first language of the browser that we speak. */
export function chooseLang(asked: string | null, saved: string | null, browser: readonly string[]): Lang {
  return known(asked) ?? known(saved) ?? browser.map(known).find((lang) => lang !== null) ?? 'en';
}

function initial(): Lang {
  if (typeof location === 'undefined') return 'en';
  const asked = known(new URLSearchParams(location.search).get('lang'));
  // Signing in leads away and back to an address without it; what a link asked for still holds then.
  if (asked !== null) local.set(KEY, asked);
  return chooseLang(asked, local.get(KEY), navigator.languages);
}

export const lang = signal<Lang>(initial());

export function setLang(next: Lang): void {
  lang.value = next;
  local.set(KEY, next);
  document.documentElement.lang = next;
  // The address would otherwise overrule the choice on the next load.
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', next);
    history.replaceState(history.state, '', url);
  }
}
