import type { PortalTicket } from '../api/types';
import { has, t } from '../i18n/portal';
import { Icon, type IconName } from '../ui/Icon';

type State = PortalTicket['state'];

/** Who has to move, as three tones; a customer needs no more than that. */
function tone(state: State): 'ours' | 'yours' | 'done' {
  if (state === 'waiting_customer') return 'yours';
  return state === 'resolved' || state === 'closed' ? 'done' : 'ours';
}

const ICONS: Partial<Record<State, IconName>> = {
  new: 'inbox',
  open: 'bolt',
  waiting_customer: 'reply',
  on_hold: 'pause',
  scheduled: 'clock',
  resolved: 'check',
  closed: 'lock',
};

const STEPS = ['received', 'working', 'your_turn', 'solved'] as const;

function step(state: State): number {
  if (state === 'new') return 0;
  if (state === 'waiting_customer') return 2;
  return tone(state) === 'done' ? 3 : 1;
}

/** Where the request stands, in a sentence and as a way of four steps. */
export function Standing({ state }: { state: State }) {
  const key = has(`state.${state}.text`) ? state : 'other';
  const now = step(state);
  return (
    <section class={`standing standing-${tone(state)}`} aria-labelledby="standing">
      <div class="standing-words">
        <span class="standing-mark" aria-hidden="true">
          <Icon name={ICONS[state] ?? 'pause'} size={20} />
        </span>
        <div aria-live="polite">
          <h2 id="standing">{t(`state.${key}` as 'state.open')}</h2>
          <p>{t(`state.${key}.text` as 'state.open.text')}</p>
        </div>
      </div>
      {key !== 'other' && (
        <ol class="way" aria-label={t('steps')}>
          {STEPS.map((name, index) => (
            <li key={name} class={index < now ? 'past' : index === now ? 'now' : ''} aria-current={index === now ? 'step' : undefined}>
              <span>{t(`step.${name}`)}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
