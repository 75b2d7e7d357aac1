import { t as td } from '../../i18n/desk';
import { t } from '../../i18n/reports';
import { Avatar } from '../../ui/Avatar';
import { worksOnTickets } from '../store/directory';
import type { AgentNow } from './api';
import { Card } from './parts';

const ratio = (agent: AgentNow): number => (agent.capacity === 0 ? 0 : agent.open_load / agent.capacity);

/** How busy everybody is who takes tickets, the busiest first. */
export function Loads({ agents }: { agents: AgentNow[] }) {
  const workers = agents.filter((agent) => worksOnTickets(agent.role)).sort((a, b) => ratio(b) - ratio(a) || a.name.localeCompare(b.name));
  return (
    <Card title={t('loads')}>
      {workers.length === 0 ? (
        <p class="card-none">{t('loads.none')}</p>
      ) : (
        <ul class="loads">
          {workers.map((agent) => (
            <Load key={agent.id} agent={agent} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Load({ agent }: { agent: AgentNow }) {
  const full = agent.open_load >= agent.capacity;
  return (
    <li class="load">
      <span class="presence">
        <Avatar name={agent.name} kind="agent" />
        <span class={`dot dot-${agent.out_of_office ? 'offline' : agent.availability}`} />
      </span>
      <span class="load-name">{agent.name}</span>
      <span class="load-presence">{agent.out_of_office ? t('out_of_office') : td(`availability.${agent.availability}`)}</span>
      <span class="load-figures">
        {t('load', { open: agent.open_load, capacity: agent.capacity })}
        {full && <span class="load-full"> · {t('load.full')}</span>}
      </span>
      <span class={`load-bar ${full ? 'load-bar-full' : ''}`} aria-hidden="true">
        <span style={{ width: `${Math.min(100, ratio(agent) * 100)}%` }} />
      </span>
    </li>
  );
}
