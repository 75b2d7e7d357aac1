import { useEffect, useRef, useState } from 'preact/hooks';
import { api, ask } from '../api/client';
import type { Entry, State } from '../api/types';
import { t } from '../i18n/desk';
import { serverNow } from '../lib/clock';
import { clearText, loadText, newText, saveText, type TextDraft } from '../lib/drafts';
import { Icon } from '../ui/Icon';
import { Picker } from '../ui/Picker';
import { ConflictBanner } from './ConflictBanner';
import { type Tab, writing } from './keyboard';
import { StateMark } from './marks';
import { me } from './store/directory';
import type { OpenTicket } from './store/tickets';
import { toast } from './store/toasts';
import { conflict, type Outcome, write } from './store/write';

/** What a reply may leave the ticket in, the usual first. */
const AFTER: readonly State[] = ['waiting_customer', 'open', 'on_hold', 'resolved'];

const TABS: readonly Tab[] = ['reply', 'note'];

const draftName = (ticket: string, tab: Tab) => `desk.${ticket}.${tab}`;

/** The place to write. Each ticket has one draft for a reply and one for a note, and both outlive a reload. */
export function Composer({ open }: { open: OpenTicket }) {
  const { ticket, allowed_states, allowed } = open;
  const tabs: Tab[] = TABS.filter((name) => allowed[name]);
  const [tab, setTab] = useState<Tab>(tabs[0] ?? 'note');
  const [draft, setDraft] = useState<TextDraft>(() => loadText(draftName(ticket.id, tab)));
  const [after, setAfter] = useState<State>('waiting_customer');
  const [sending, setSending] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const choices = AFTER.filter((choice) => choice === ticket.state || allowed_states.includes(choice));
  const closed = !allowed[tab];
  // A ticket that cannot wait for its customer stays as it is, where that is a choice.
  const fallback = choices.find((choice) => choice === ticket.state) ?? choices[0] ?? null;
  const state = choices.includes(after) ? after : fallback;

  function show(next: Tab) {
    setTab(next);
    setDraft(loadText(draftName(ticket.id, next)));
  }

  // The keys r and n ask from anywhere on the page.
  const request = writing.value;
  useEffect(() => {
    if (request?.ticket !== ticket.number) return;
    writing.value = null;
    if (!tabs.includes(request.tab)) return;
    show(request.tab);
    requestAnimationFrame(() => text.current?.focus());
  }, [request]);

  function type(value: string) {
    const next = { ...draft, text: value };
    setDraft(next);
    saveText(draftName(ticket.id, tab), next);
  }

  /** Takes the text from the storage, so that "send anyway" after a conflict sends what is written there now. */
  async function send(): Promise<void> {
    const name = draftName(ticket.id, tab);
    const current = loadText(name);
    const body = current.text.trim();
    if (sending || closed || body === '') {
      text.current?.focus();
      return;
    }
    const entry: Entry = {
      seq: Number.MAX_SAFE_INTEGER,
      at: new Date(serverNow()).toISOString(),
      actor: { kind: 'agent', id: me.value!.id, name: me.value!.name },
      event: { type: tab === 'reply' ? 'AgentReplied' : 'NoteAdded', body },
    };
    setSending(true);
    setDraft(newText());
    const outcome: Outcome = await write(
      {
        ticket: ticket.id,
        failed: tab === 'reply' ? t('failed.reply') : t('failed.note'),
        entry,
        send: (version) => deliver(version, current, body),
      },
      send,
    );
    setSending(false);
    if (outcome === 'done') {
      clearText(name);
      setDraft(newText());
      if (tab === 'reply') toast('success', t('done.reply'));
    } else {
      setDraft(loadText(name));
      text.current?.focus();
    }
  }

  function deliver(version: number, current: TextDraft, body: string) {
    const params = { path: { id: ticket.id }, header: { 'Idempotency-Key': current.key } };
    if (tab === 'note') return ask(api.POST('/api/v1/desk/tickets/{id}/notes', { params, body: { version, body } }));
    // Without a choice the ticket goes where the rules send it.
    const then = state === null ? {} : { state };
    return ask(api.POST('/api/v1/desk/tickets/{id}/replies', { params, body: { version, body, ...then } }));
  }

  const stale = conflict.value?.ticket === ticket.id ? conflict.value : null;
  return (
    <section class={`composer composer-${tab}`} aria-label={t('composer')}>
      {stale && <ConflictBanner conflict={stale} />}
      <div class="composer-box">
        <div class="tabs" role="tablist" aria-label={t('composer')}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={tab === name}
              aria-controls="composer-panel"
              aria-keyshortcuts={name === 'reply' ? 'r' : 'n'}
              tabIndex={tab === name ? 0 : -1}
              onClick={() => {
                show(name);
                text.current?.focus();
              }}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                const other = tabs.find((one) => one !== name) ?? name;
                show(other);
                document.getElementById(`tab-${other}`)?.focus();
              }}
            >
              <Icon name={name === 'reply' ? 'reply' : 'note'} size={14} />
              {t(`tab.${name}`)}
            </button>
          ))}
          {tab === 'note' && (
            <span class="composer-hint">
              <Icon name="lock" size={12} />
              {t('note.hint')}
            </span>
          )}
        </div>
        <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          <textarea
            ref={text}
            class="composer-text"
            aria-label={tab === 'reply' ? t('reply.label', { name: open.customer.name }) : t('note.label')}
            aria-keyshortcuts="Control+Enter"
            placeholder={sending ? t('sending') : closed ? t('reply.closed') : tab === 'reply' ? t('reply.placeholder', { name: open.customer.name }) : t('note.placeholder')}
            value={draft.text}
            readOnly={sending || closed}
            onInput={(event) => type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              void send();
            }}
          />
          <footer class="composer-foot">
            {tab === 'reply' && state !== null && (
              <Picker
                class="picker-quiet"
                label={t('after')}
                value={state}
                options={choices.map((choice) => ({
                  value: choice,
                  label: t(`after.${choice}` as 'after.open'),
                  mark: <StateMark state={choice} />,
                }))}
                onPick={setAfter}
              />
            )}
            <span class="composer-keys" aria-hidden="true">
              <kbd>Ctrl</kbd> <kbd>↵</kbd>
            </span>
            <button
              type="button"
              class="button button-primary"
              disabled={closed}
              aria-disabled={sending || draft.text.trim() === ''}
              onClick={() => void send()}
            >
              <Icon name={tab === 'reply' ? 'send' : 'note'} />
              {tab === 'reply' ? t('reply.send') : t('note.send')}
            </button>
          </footer>
        </div>
      </div>
    </section>
  );
}
