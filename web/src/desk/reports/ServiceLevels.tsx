import '../../styles/reports.css';
import { useEffect } from 'preact/hooks';
import { t } from '../../i18n/reports';
import { every } from '../../lib/poll';
import { Icon } from '../../ui/Icon';
import { drawerShown } from '../keyboard';
import { RailLink } from '../RailLink';
import { REPORTS_AT_FIRST, route } from '../route';
import { mayOversee } from '../store/directory';
import { Kept } from './Kept';
import { NowPart } from './NowPart';
import { loadNow, loadPolicyNames } from './store';

/** As often as lists look for news. */
const REFRESH_MS = 20_000;

/** The supervisors' page: how the desk stands, and how well its promises were kept. */
export function ServiceLevels() {
  const may = mayOversee.value;
  useEffect(() => {
    if (!may) return undefined;
    void loadNow();
    void loadPolicyNames();
    return every(REFRESH_MS, () => void loadNow());
  }, [may]);
  return (
    <>
      {drawerShown.value && <div class="drawer-back" onClick={() => (drawerShown.value = false)} />}
      <nav class={`views ${drawerShown.value ? 'views-open' : ''}`} aria-label={t('reports')}>
        <RailLink patch={{ reports: null }} icon="arrowLeft" name={t('back')} />
        <h2 class="views-title">{t('reports')}</h2>
        <RailLink patch={{ reports: route.value.reports ?? REPORTS_AT_FIRST }} icon="chart" name={t('title')} current />
      </nav>
      <main class="reports" id="tickets" tabIndex={-1}>
        {may ? (
          <div class="reports-page">
            <header class="reports-head">
              <h1>{t('title')}</h1>
              <p>{t('title.text')}</p>
            </header>
            <NowPart />
            <Kept at={route.value.reports ?? REPORTS_AT_FIRST} />
          </div>
        ) : (
          <Refused />
        )}
      </main>
    </>
  );
}

function Refused() {
  return (
    <div class="empty">
      <Icon name="lock" size={28} />
      <h1 class="empty-title">{t('refused')}</h1>
      <p>{t('refused.text')}</p>
    </div>
  );
}
