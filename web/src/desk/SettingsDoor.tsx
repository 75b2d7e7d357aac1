import { type FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';

/** The settings are a chunk of their own: who answers tickets all day never loads them. */
export function SettingsDoor() {
  const [Page, setPage] = useState<FunctionComponent | null>(null);
  const [failed, setFailed] = useState(false);

  function open() {
    setFailed(false);
    import('./settings/Settings').then(
      (module) => setPage(() => module.Settings),
      () => setFailed(true),
    );
  }
  useEffect(open, []);

  if (Page !== null) return <Page />;
  return (
    <main class="settings-door" aria-busy={!failed}>
      {failed ? (
        <div class="empty" role="alert">
          <p class="empty-title">{t('settings.failed')}</p>
          <button type="button" class="button button-primary" onClick={open}>
            {tc('retry')}
          </button>
        </div>
      ) : (
        <p class="sr" role="status">
          {tc('loading')}
        </p>
      )}
    </main>
  );
}
