import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import { Icon, type IconName } from '../ui/Icon';
import type { Tab } from './keyboard';

const ICONS: Record<Tab, IconName> = { reply: 'reply', note: 'note', forward: 'forward' };
const KEYS: Record<Tab, string> = { reply: 'r', note: 'n', forward: 'f' };

interface Props {
  tabs: readonly Tab[];
  tab: Tab;
  /** Whether the text is looked at as its reader will see it. */
  looking: boolean;
  onShow: (tab: Tab) => void;
  onLook: (looking: boolean) => void;
  focus: () => void;
}

/** What is written, and whether it is written or looked at. */
export function ComposerTabs({ tabs, tab, looking, onShow, onLook, focus }: Props) {
  function turn(event: KeyboardEvent, name: Tab) {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const other = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length] ?? name;
    onShow(other);
    document.getElementById(`tab-${other}`)?.focus();
  }

  return (
    <div class="tabs">
      <div class="tabs-list" role="tablist" aria-label={t('composer')}>
        {tabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={tab === name}
            aria-controls="composer-panel"
            aria-keyshortcuts={KEYS[name]}
            tabIndex={tab === name ? 0 : -1}
            onClick={() => {
              onShow(name);
              requestAnimationFrame(focus);
            }}
            onKeyDown={(event) => turn(event, name)}
          >
            <Icon name={ICONS[name]} size={14} />
            {name === 'forward' ? tm('tab.forward') : t(`tab.${name}`)}
          </button>
        ))}
      </div>
      {tab === 'note' ? (
        <span class="composer-hint">
          <Icon name="lock" size={12} />
          {t('note.hint')}
        </span>
      ) : (
        <div class="segmented composer-mode" role="group" aria-label={tm('preview.mode')}>
          <button type="button" aria-pressed={!looking} title={tm('preview.markdown')} onClick={() => onLook(false)}>
            {tm('preview.write')}
          </button>
          <button type="button" aria-pressed={looking} onClick={() => onLook(true)}>
            {tm('preview.look')}
          </button>
        </div>
      )}
    </div>
  );
}
