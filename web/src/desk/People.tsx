import { useId, useState } from 'preact/hooks';
import type { Participant } from '../api/types';
import { t as tm } from '../i18n/mail';
import { personName, readAddress, sameAddress } from '../lib/address';
import { Avatar } from '../ui/Avatar';
import { Icon } from '../ui/Icon';
import { setFollowing, setParticipants } from './actions';
import { agentName, me } from './store/directory';
import type { OpenTicket } from './store/tickets';

/** Who else reads along: people outside by their address, agents by their own will. */
export function People({ open }: { open: OpenTicket }) {
  return (
    <section class="facts-part people" aria-labelledby="people">
      <h2 class="facts-title" id="people">
        {tm('people')}
      </h2>
      <Participants open={open} />
      <Followers open={open} />
    </section>
  );
}

function Participants({ open }: { open: OpenTicket }) {
  const participants = open.participants;
  return (
    <>
      <h3 class="facts-subtitle">{tm('participants')}</h3>
      {participants.length === 0 ? (
        <p class="facts-none">{tm('participants.none')}</p>
      ) : (
        <ul class="people-list" title={tm('participants.text')}>
          {participants.map((person) => (
            <Person key={person.email} person={person} open={open} />
          ))}
        </ul>
      )}
      {open.allowed.change && <Add open={open} />}
    </>
  );
}

function Person({ person, open }: { person: Participant; open: OpenTicket }) {
  const name = personName(person);
  const others = open.participants.filter((one) => one.email !== person.email);
  return (
    <li class="person">
      <Avatar name={name} size="small" />
      <span class="person-words">
        <span class="person-name" dir="auto">
          {name}
        </span>
        {person.name != null && <span class="person-address">{person.email}</span>}
      </span>
      {open.allowed.change && (
        <button
          type="button"
          class="attach-remove"
          aria-label={tm('participants.remove', { name })}
          title={tm('participants.remove', { name })}
          onClick={() => void setParticipants(open, others)}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </li>
  );
}

function Add({ open }: { open: OpenTicket }) {
  const id = useId();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);

  function add(event: Event) {
    event.preventDefault();
    if (text.trim() === '') return;
    const person = readAddress(text);
    const wrong = person === null ? tm('address.invalid') : wrongWith(person, open);
    setError(wrong);
    if (person === null || wrong !== null) return;
    setText('');
    void setParticipants(open, [...open.participants, person]);
  }

  return (
    <form class="person-add" onSubmit={add} noValidate>
      <input
        class="input"
        inputMode="email"
        autocomplete="off"
        aria-label={tm('participants.add')}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null ? undefined : id}
        placeholder={tm('participants.add')}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setError(null);
        }}
      />
      <button type="submit" class="button" disabled={text.trim() === ''}>
        {tm('participants.add.do')}
      </button>
      {error !== null && (
        <p class="field-error" id={id} role="alert">
          {error}
        </p>
      )}
    </form>
  );
}

function wrongWith(person: Participant, open: OpenTicket): string | null {
  if (sameAddress(person.email, open.customer.email)) return tm('participants.customer');
  const known = open.participants.some((one) => sameAddress(one.email, person.email));
  return known ? tm('participants.known') : null;
}

function Followers({ open }: { open: OpenTicket }) {
  const followers = open.followers;
  const mine = followers.includes(me.value?.id ?? '');
  return (
    <>
      <h3 class="facts-subtitle">{tm('followers')}</h3>
      <div class="followers">
        {followers.length === 0 ? (
          <p class="facts-none">{tm('followers.none')}</p>
        ) : (
          <ul class="followers-list">
            {followers.map((id) => (
              <li key={id} class="follower">
                <Avatar name={agentName(id)} kind="agent" size="small" />
                {agentName(id)}
              </li>
            ))}
          </ul>
        )}
        {open.allowed.note && (
          <button type="button" class="button followers-button" aria-pressed={mine} onClick={() => void setFollowing(open.ticket, !mine)}>
            <Icon name="eye" size={14} />
            {mine ? tm('unfollow') : tm('follow')}
          </button>
        )}
      </div>
    </>
  );
}
