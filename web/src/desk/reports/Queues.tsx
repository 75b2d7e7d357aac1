import { number } from '../../i18n/format';
import { t } from '../../i18n/reports';
import { Icon } from '../../ui/Icon';
import { follow, formatRoute, route } from '../route';
import type { TeamNow } from './api';
import { Card } from './parts';
import { SUM_ICONS, SUMS } from './sums';

/** What waits in each team's queue; its name is the way to it. */
export function Queues({ teams }: { teams: TeamNow[] }) {
  return (
    <Card title={t('queues')}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{t('team')}</th>
            {SUMS.map((sum) => (
              <th key={sum} scope="col" title={t(`sum.${sum}`)}>
                <Icon name={SUM_ICONS[sum]} size={14} class="figures-icon" />
                <span class="figures-word">{t(`sum.${sum}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {teams.map((team) => (
            <Queue key={team.id} team={team} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Queue({ team }: { team: TeamNow }) {
  const patch = { reports: null, view: 'team', team: team.id, ticket: null, q: '' } as const;
  return (
    <tr>
      <th scope="row">
        <a href={formatRoute({ ...route.value, ...patch })} onClick={(event) => follow(event, patch)}>
          {team.name}
        </a>
        <span class="figure-note">{t('tier', { tier: team.tier })}</span>
      </th>
      <td>{number(team.unassigned)}</td>
      <td>{number(team.assigned)}</td>
      <Alarming sum="at_risk" value={team.at_risk} />
      <Alarming sum="breached" value={team.breached} />
    </tr>
  );
}

function Alarming({ sum, value }: { sum: 'at_risk' | 'breached'; value: number }) {
  if (value === 0) return <td>{number(0)}</td>;
  return (
    <td>
      <span class={`figure figure-${sum}`}>
        <Icon name={SUM_ICONS[sum]} size={12} />
        {number(value)}
      </span>
    </td>
  );
}
