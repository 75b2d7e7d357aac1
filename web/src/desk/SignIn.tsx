import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/problem';
import { t } from '../i18n/desk';
import { problemWords } from '../lib/words';
import { Banner } from '../ui/Banner';
import { Logo } from '../ui/Logo';
import { LanguageSwitch, ThemeSwitch } from '../ui/Switches';
import { loadConfig } from './auth/oidc';
import { signIn } from './auth/session';

interface Props {
  /** There was a session, and it ended by itself. */
  ended: boolean;
  error: ApiError | null;
}

export function SignIn({ ended, error }: Props) {
  const [leaving, setLeaving] = useState(false);
  const [name, setName] = useState('Guichet');

  useEffect(() => {
    loadConfig().then(
      (config) => setName(config.desk_name),
      () => undefined,
    );
  }, []);

  const title = t('sign_in.title', { name });
  useEffect(() => {
    document.title = title;
  }, [title]);

  async function leave() {
    setLeaving(true);
    await signIn();
    setLeaving(false);
  }

  return (
    <main class="gate">
      <Logo size={44} />
      <h1>{title}</h1>
      <p>{t('sign_in.text')}</p>
      {ended && !error && <Banner tone="info">{t('sign_in.ended')}</Banner>}
      {error && (
        <Banner tone="error" title={t('sign_in.failed')}>
          <p>{problemWords(error)}</p>
        </Banner>
      )}
      <button type="button" class="button button-primary button-large" aria-disabled={leaving} onClick={leave}>
        {leaving && <span class="spinner" aria-hidden="true" />}
        {t('sign_in')}
      </button>
      <div class="gate-tools">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </main>
  );
}
