import { useEffect } from 'preact/hooks';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { problemWords } from '../lib/words';
import { Logo } from '../ui/Logo';
import { access, signOut } from './auth/session';
import { Shell } from './Shell';
import { SignIn } from './SignIn';
import { failure, loadDirectory, me } from './store/directory';

export function App() {
  const now = access.value;
  const inside = now.kind === 'in';
  useEffect(() => {
    if (inside) void loadDirectory();
  }, [inside]);
  if (now.kind === 'out') return <SignIn ended={now.ended} error={now.error} />;
  if (now.kind === 'in' && me.value !== null) return <Shell me={me.value} />;
  if (now.kind === 'in' && failure.value !== null) return <Refused />;
  return (
    <main class="gate" aria-busy="true">
      <Logo size={44} />
      <p class="sr" role="status">
        {tc('loading')}
      </p>
    </main>
  );
}

/** Signed in, but the desk does not open: the person is no agent here, or the API is out of reach. */
function Refused() {
  const error = failure.value!;
  const stranger = error.code === 'not_an_agent';
  return (
    <main class="gate">
      <Logo size={44} />
      <h1>{stranger ? t('refused.stranger') : t('refused.failed')}</h1>
      <p role="alert">{stranger ? t('refused.stranger.text') : problemWords(error)}</p>
      <div class="gate-actions">
        {!stranger && (
          <button type="button" class="button button-primary" onClick={() => void loadDirectory()}>
            {tc('retry')}
          </button>
        )}
        <button type="button" class="button" onClick={() => void signOut()}>
          {t('sign_out')}
        </button>
      </div>
    </main>
  );
}
