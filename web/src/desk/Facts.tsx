import type { ComponentChildren } from 'preact';
import type { Level, Priority, Ticket, TicketType } from '../api/types';
import { absolute, exact } from '../i18n/format';
import { t } from '../i18n/desk';
import { t as tm } from '../i18n/mail';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { type Option, Picker } from '../ui/Picker';
import { Time } from '../ui/Time';
import { assign, claim, setPriority, setTeam, setType, setUrgencyAndImpact, unassign } from './actions';
import { Cost } from './Cost';
import { CustomerCard } from './CustomerCard';
import { History } from './History';
import { askAbout } from './keyboard';
import { PriorityMark } from './marks';
import { People } from './People';
import { agentName, agents, mayWork, me, teams, worksOnTickets } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { ServiceLevel } from './ServiceLevel';
import { Tags } from './Tags';
import { TicketLink } from './TicketLink';
import { skillWords } from './words';

const PRIORITIES: readonly Priority[] = ['critical', 'high', 'normal', 'low'];
const LEVELS: readonly Level[] = ['high', 'medium', 'low'];
const TYPES: readonly TicketType[] = ['question', 'incident', 'service_request', 'problem', 'change', 'task'];
const NOBODY = '';

/** What is known about a ticket, each of it changed where it stands. */
export function Facts({ open }: { open: OpenTicket }) {
  const { ticket } = open;
  const fixed = !open.allowed.change;
  return (
    <section class="facts" aria-label={t('facts')}>
      <section class="facts-part" aria-label={t('properties')}>
        <Assignee ticket={ticket} fixed={fixed} />
        <Row label={t('team')}>
          <Picker
            label={t('team')}
            value={ticket.team}
            disabled={fixed}
            options={teams.value.map((team) => ({
              value: team.id,
              label: team.name,
              note: t('tier', { tier: team.tier }),
              mark: <Icon name="team" />,
            }))}
            onPick={(team) => void setTeam(ticket, team)}
          />
        </Row>
        <Row label={t('priority')}>
          <Picker
            label={t('priority')}
            value={ticket.priority}
            disabled={fixed}
            options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`), mark: <PriorityMark priority={value} /> }))}
            onPick={(priority) => void setPriority(ticket, priority)}
          />
        </Row>
        <Row label={t('urgency')}>
          <LevelPicker what="urgency" fixed={fixed} value={ticket.urgency} onPick={(level) => void setUrgencyAndImpact(ticket, level, ticket.impact)} />
        </Row>
        <Row label={t('impact')}>
          <LevelPicker what="impact" fixed={fixed} value={ticket.impact} onPick={(level) => void setUrgencyAndImpact(ticket, ticket.urgency, level)} />
        </Row>
        <Row label={t('type')}>
          <Picker
            label={t('type')}
            value={ticket.type}
            disabled={fixed}
            options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
            onPick={(type) => void setType(ticket, type)}
          />
        </Row>
        <Row label={t('tags')}>
          <Tags ticket={ticket} fixed={fixed} />
        </Row>
        <Row label={t('opened')}>
          <span class="fact-text">
            <Time at={ticket.opened_at} /> · {t(`channel.${ticket.channel}`)}
          </span>
        </Row>
        {ticket.mailbox != null && (
          <Row label={tm('mailbox')}>
            <span class="fact-text">{ticket.mailbox}</span>
          </Row>
        )}
        {ticket.state === 'scheduled' && ticket.scheduled_until != null && (
          <Row label={t('until')}>
            <span class="fact-text">{absolute(ticket.scheduled_until)}</span>
          </Row>
        )}
        {ticket.resolution != null && (ticket.state === 'resolved' || ticket.state === 'closed') && (
          <Row label={t('resolution')}>
            <span class="fact-text">{t(`resolution.${ticket.resolution}`)}</span>
          </Row>
        )}
        {(ticket.reminder != null || mayWork.value) && (
          <Row label={t('reminder')}>
            <ReminderFact ticket={ticket} />
          </Row>
        )}
        {ticket.skills != null && Object.keys(ticket.skills).length > 0 && (
          <Row label={t('skills')}>
            <span class="fact-text">{skillWords(ticket.skills)}</span>
          </Row>
        )}
        {ticket.follow_up_of != null && (
          <Row label={t('follow_up_of')}>
            <span class="fact-text">
              <TicketLink open={open} id={ticket.follow_up_of} unknown={t('follow_up_of.unknown')} />
            </span>
          </Row>
        )}
        {entered(open).map(([field, value]) => (
          <Row key={field} label={field}>
            <span class="fact-text" dir="auto">
              {value}
            </span>
          </Row>
        ))}
        {open.cost != null && (
          <Row label={t('cost')}>
            <Cost cost={open.cost} />
          </Row>
        )}
      </section>
      <ServiceLevel ticket={ticket} fixed={fixed} />
      <CustomerCard customer={open.customer} />
      <People open={open} />
      <History timeline={open.timeline} />
    </section>
  );
}

/** What the customer entered in the form's own fields: the opening tells it, and it does not change. */
function entered(open: OpenTicket): [string, string][] {
  const opened = open.timeline.find((entry) => entry.event.type === 'TicketOpened')?.event;
  return opened?.type === 'TicketOpened' ? Object.entries(opened.fields ?? {}) : [];
}

/** Says when somebody is told of the ticket, and is the way to set it. */
function ReminderFact({ ticket }: { ticket: Ticket }) {
  const { reminder } = ticket;
  const words = reminder ? t('reminder.for', { date: exact(reminder.at), agent: agentName(reminder.agent) }) : t('reminder.none');
  if (!mayWork.value) return <span class="fact-text">{words}</span>;
  return (
    <button type="button" class={`fact-button ${reminder ? '' : 'fact-unset'}`} aria-label={`${t('reminder')}: ${words}`} onClick={() => askAbout('reminder')}>
      {words}
    </button>
  );
}

function Row({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <span class="fact-label">{label}</span>
      <div class="fact-value">{children}</div>
    </div>
  );
}

interface LevelProps {
  what: 'urgency' | 'impact';
  value: Level;
  fixed: boolean;
  onPick: (level: Level) => void;
}

function LevelPicker({ what, value, fixed, onPick }: LevelProps) {
  return (
    <Picker
      label={t(what)}
      value={value}
      disabled={fixed}
      options={LEVELS.map((level) => ({ value: level, label: t(`${what}.${level}`) }))}
      onPick={onPick}
    />
  );
}

/** Oneself first, then the team's people, then everybody else; with how busy they are. */
function Assignee({ ticket, fixed }: { ticket: Ticket; fixed: boolean }) {
  const mine = me.value?.id;
  const rank = (id: string, inTeam: boolean) => (id === mine ? 0 : inTeam ? 1 : 2);
  const people = agents.value
    .filter((agent) => worksOnTickets(agent.role) || agent.id === ticket.assignee)
    .map((agent) => ({ agent, rank: rank(agent.id, agent.teams.includes(ticket.team)) }))
    .sort((a, b) => a.rank - b.rank || a.agent.name.localeCompare(b.agent.name));
  const options: Option<string>[] = [
    { value: NOBODY, label: t('unassigned'), mark: <span class="nobody" /> },
    ...people.map(({ agent }) => ({
      value: agent.id,
      label: agent.name,
      note: t(agent.id === mine ? 'load.mine' : 'load', { open: agent.open_load, capacity: agent.capacity }),
      mark: (
        <span class="presence">
          <Avatar name={agent.name} kind="agent" size="small" />
          <span class={`dot dot-${agent.availability}`} title={t(`availability.${agent.availability}`)} />
        </span>
      ),
    })),
  ];

  function pick(id: string) {
    if (id === NOBODY) void unassign(ticket);
    else if (id === mine && ticket.assignee == null) void claim(ticket);
    else void assign(ticket, id);
  }

  return (
    <Row label={t('assignee')}>
      <Picker
        label={t('assignee')}
        value={ticket.assignee ?? NOBODY}
        placeholder={ticket.assignee ? agentName(ticket.assignee) : t('unassigned')}
        disabled={fixed}
        options={options}
        onPick={pick}
      />
    </Row>
  );
}
