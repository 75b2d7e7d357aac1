import { t } from '../i18n/common';
import { type Lang, LANGS, lang, setLang } from '../i18n/lang';
import { type Theme, setTheme, theme } from '../lib/theme';
import { Icon, type IconName } from './Icon';

const NAMES: Record<Lang, string> = { en: 'English', fr: 'Français' };

/** Each language under its own name, for somebody who cannot read the present one. */
export function LanguageSwitch() {
  return (
    <div class="segmented" role="group" aria-label={t('language')}>
      {LANGS.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={NAMES[code]}
          aria-pressed={lang.value === code}
          onClick={() => setLang(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </div>
  );
}

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };

export function ThemeSwitch() {
  const now = theme.value;
  const label = t('theme.button', { theme: t(`theme.${now}`) });
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={() => setTheme(NEXT[now])}>
      <Icon name={ICONS[now]} size={18} />
    </button>
  );
}
