import { number, timeOfDay } from '../../i18n/format';
import { t } from '../../i18n/reports';
import { Banner } from '../../ui/Banner';
import { Icon } from '../../ui/Icon';
import type { Now, TeamNow } from './api';
import { AtRisk } from './AtRisk';
import { Loads } from './Loads';
import { Bones, Failed } from './parts';
import { Queues } from './Queues';
import { loadNow, now } from './store';
import { type Sum, SUM_ICONS, SUMS } from './sums';

export function NowPart() {
  const { data, error, at } = now.value;
  return (
    <section class="report" aria-labelledby="now-title">
      <header class="report-head">
        <h2 id="now-title">{t('now')}</h2>
        {data !== null && <span class="report-note">{t('now.at', { time: timeOfDay(at) })}</span>}
      </header>
      {data !== null && error !== null && <Banner tone="warning">{t('now.stale', { time: timeOfDay(at) })}</Banner>}
      {data !== null && <Standing data={data} />}
      {data === null && error !== null && <Failed title={t('now.failed')} error={error} onRetry={() => void loadNow()} />}
      {data === null && error === null && <Bones heights={[5, 18]} />}
    </section>
  );
}

function Standing({ data }: { data: Now }) {
  return (
    <>
      <dl class="sums">
        {SUMS.map((sum) => (
          <Tile key={sum} sum={sum} value={add(data.teams, sum)} />
        ))}
      </dl>
      <div class="now-grid">
        <AtRisk tickets={data.at_risk} />
        <div class="now-side">
          <Queues teams={data.teams} />
          <Loads agents={data.agents} />
        </div>
      </div>
    </>
  );
}

const add = (teams: readonly TeamNow[], sum: Sum): number => teams.reduce((all, team) => all + team[sum], 0);

function Tile({ sum, value }: { sum: Sum; value: number }) {
  return (
    <div class={`sum ${value > 0 ? `sum-${sum}` : ''}`}>
      <dt>
        <Icon name={SUM_ICONS[sum]} />
        {t(`sum.${sum}`)}
      </dt>
      <dd>{number(value)}</dd>
    </div>
  );
}
