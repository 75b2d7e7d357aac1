import { useEffect, useState } from 'preact/hooks';
import { number, percent } from '../../i18n/format';
import { t, tn } from '../../i18n/reports';
import { serverNow } from '../../lib/clock';
import { Counter } from '../Empty';
import type { Reports } from '../route';
import type { Attainment } from './api';
import { series, share, total } from './attainment';
import { Chart } from './Chart';
import { Bones, Failed } from './parts';
import { custom, resolve } from './period';
import { PeriodPicker } from './PeriodPicker';
import { SplitTable } from './SplitTable';
import { attainment, loadAttainment } from './store';

/** How many of the targets that ended in a period were met: all in all, over time, and by what they belong to. */
export function Kept({ at }: { at: Reports }) {
  const [period, setPeriod] = useState(() => resolve(at.period, serverNow()));
  const { data, error } = attainment.value;
  useEffect(() => {
    const asked = resolve(at.period, serverNow());
    setPeriod(asked);
    void loadAttainment(asked);
  }, [at.period]);
  return (
    <section class="report" aria-labelledby="kept-title">
      <header class="report-head">
        <h2 id="kept-title">{t('kept')}</h2>
        <PeriodPicker period={period} chosen={at.period} />
      </header>
      {error !== null && <Failed title={t('kept.failed')} error={error} onRetry={() => void loadAttainment(period)} />}
      {data === null && error === null && <Bones heights={[16, 10]} />}
      {data !== null && attainment.value.period === custom(period) && <Figures data={data} by={at.by} />}
    </section>
  );
}

function Figures({ data, by }: { data: Attainment; by: Reports['by'] }) {
  const all = total(data.rows);
  const kept = share(all);
  if (kept === null) {
    return (
      <div class="card empty">
        <Counter open />
        <p class="empty-title">{t('kept.none')}</p>
        <p>{t('kept.none.text')}</p>
      </div>
    );
  }
  return (
    <>
      <div class="card kept">
        <div class="kept-sum">
          <p class="kept-share">{percent(kept)}</p>
          <p>{t('kept.of', { met: number(all.met), total: number(all.met + all.breached) })}</p>
          <p class="kept-missed">{tn('kept.missed', all.breached)}</p>
          <p class="report-note">{t('period.utc')}</p>
        </div>
        <Chart steps={series(data.rows, data)} period={data} />
      </div>
      <SplitTable rows={data.rows} by={by} />
    </>
  );
}
