import { useRef, useState } from 'preact/hooks';
import type { ApiError } from '../api/problem';
import type { Team } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/desk';
import { loadText, saveText } from '../lib/drafts';
import { problemWords } from '../lib/words';
import { Banner } from '../ui/Banner';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { escalate, handOverDraft } from './actions';
import { teamName, teams } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { likelyTeam, otherTiers } from './tiers';

interface Props {
  open: OpenTicket;
  onClose: () => void;
}

/** Hands the ticket to another tier, up or back down. The note is a draft until the hand-over has been acknowledged. */
export function EscalateDialog({ open, onClose }: Props) {
  const { ticket, timeline } = open;
  const team = teams.value.find((one) => one.id === ticket.team) ?? { id: ticket.team, name: ticket.team, tier: 1 };
  const { up, down } = otherTiers(team, teams.value);
  const [to, setTo] = useState(() => likelyTeam(team, teams.value, timeline));
  const [draft, setDraft] = useState(() => loadText(handOverDraft(ticket)));
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const missing = draft.text.trim() === '';

  function type(text: string) {
    const next = { ...draft, text };
    setDraft(next);
    saveText(handOverDraft(ticket), next);
  }

  async function submit(event: Event) {
    event.preventDefault();
    setSent(true);
    if (missing) note.current?.focus();
    if (busy || missing || to === null) return;
    setBusy(true);
    setRefusal(null);
    const outcome = await escalate(ticket, to, setRefusal);
    setBusy(false);
    // A conflict is shown where texts are written; the note waits in its draft.
    if (outcome !== 'failed') onClose();
  }

  return (
    <Dialog title={t('escalate.title')} onClose={onClose}>
      <form class="hand-over" noValidate onSubmit={(event) => void submit(event)}>
        {refusal && (
          <Banner tone="error" title={t('failed.escalate')}>
            <p>{problemWords(refusal)}</p>
          </Banner>
        )}
        <TeamChoices title={t('escalate.up')} teams={up} to={to} onPick={setTo} />
        <TeamChoices title={t('escalate.down')} teams={down} to={to} onPick={setTo} />
        {sent && to === null && <p class="field-error">{t('escalate.no_team')}</p>}
        <div class="dialog-field">
          <label for="hand-over-note">{t('escalate.note')}</label>
          <textarea
            ref={note}
            id="hand-over-note"
            class="input"
            rows={5}
            autofocus
            value={draft.text}
            readOnly={busy}
            aria-invalid={sent && missing ? true : undefined}
            aria-describedby="hand-over-below"
            onInput={(event) => type(event.currentTarget.value)}
          />
          <p id="hand-over-below" class={sent && missing ? 'field-error' : 'field-hint'}>
            {sent && missing ? t('escalate.no_note') : ticket.assignee ? t('escalate.hint.assigned') : t('escalate.hint')}
          </p>
        </div>
        <div class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {tc('cancel')}
          </button>
          <button type="submit" class="button button-primary" aria-disabled={busy}>
            {busy && <span class="spinner" aria-hidden="true" />}
            {to === null ? t('escalate.do') : t(down.some((one) => one.id === to) ? 'escalate.do.down' : 'escalate.do.up', { team: teamName(to) })}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoicesProps {
  title: string;
  teams: Team[];
  to: string | null;
  onPick: (team: string) => void;
}

function TeamChoices({ title, teams: choices, to, onPick }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <fieldset class="tiers">
      <legend>{title}</legend>
      {choices.map((team) => (
        <label key={team.id} class="tier-choice">
          <input type="radio" name="team" checked={to === team.id} onChange={() => onPick(team.id)} />
          <Icon name="team" />
          <span class="tier-name">{team.name}</span>
          <span class="tier-mark">{t('tier', { tier: team.tier })}</span>
        </label>
      ))}
    </fieldset>
  );
}
