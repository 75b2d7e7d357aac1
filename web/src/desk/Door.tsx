import { type FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';

interface Props {
  load: () => Promise<FunctionComponent>;
  failed: string;
}

/** The way to a page that is a chunk of its own: who answers tickets all day never loads it. */
function Door({ load, failed: words }: Props) {
  const [Page, setPage] = useState<FunctionComponent | null>(null);
  const [failed, setFailed] = useState(false);

  function open() {
    setFailed(false);
    load().then(
      (page) => setPage(() => page),
      () => setFailed(true),
    );
  }
  useEffect(open, []);

  if (Page !== null) return <Page />;
  return (
    <main class="door" aria-busy={!failed}>
      {failed ? (
        <div class="empty" role="alert">
          <p class="empty-title">{words}</p>
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

const settings = () => import('./settings/Settings').then((module) => module.Settings);
const reports = () => import('./reports/ServiceLevels').then((module) => module.ServiceLevels);
const mail = () => import('./mail/MailPages').then((module) => module.MailPages);

export const SettingsDoor = () => <Door load={settings} failed={t('settings.failed')} />;
export const ReportsDoor = () => <Door load={reports} failed={t('reports.failed')} />;
export const MailDoor = () => <Door load={mail} failed={tm('held.failed')} />;
