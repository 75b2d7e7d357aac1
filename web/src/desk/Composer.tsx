import { useEffect, useRef, useState } from 'preact/hooks';
import type { State, Visibility } from '../api/types';
import { t } from '../i18n/desk';
import { t as tf } from '../i18n/files';
import { t as tm } from '../i18n/mail';
import { readAddress } from '../lib/address';
import { clearText, loadText, newText, saveText, type TextDraft } from '../lib/drafts';
import { uploadsOf } from '../lib/uploads';
import { AttachButton, AttachList, DropHint, useDrop } from '../ui/Attach';
import { Icon } from '../ui/Icon';
import { Picker } from '../ui/Picker';
import { AddressLink } from './AddressLink';
import { ComposerText } from './ComposerText';
import { ComposerTabs } from './ComposerTabs';
import { ConflictBanner } from './ConflictBanner';
import { ForwardFields } from './ForwardFields';
import { type Tab, TABS, mayWrite, writing } from './keyboard';
import { StateMark } from './marks';
import { deliver, type Outgoing, pendingEntry } from './outgoing';
import { fileLimits, offerFile } from './store/files';
import type { OpenTicket } from './store/tickets';
import { toast } from './store/toasts';
import { conflict, write } from './store/write';

/** What a reply may leave the ticket in, the usual first. */
const AFTER: readonly State[] = ['waiting_customer', 'open', 'on_hold', 'resolved'];

const draftName = (ticket: string, tab: Tab) => `desk.${ticket}.${tab}`;
const forwardTo = (ticket: string) => `desk.${ticket}.forward.to`;
const uploadsFor = (ticket: string, tab: Tab) => uploadsOf(draftName(ticket, tab), offerFile);

/** The place to write. Each ticket has one draft for each tab, text and files, and all outlive a reload. */
export function Composer({ open }: { open: OpenTicket }) {
  const { ticket, allowed_states, allowed } = open;
  const tabs: Tab[] = TABS.filter((name) => mayWrite(allowed, name));
  const [tab, setTab] = useState<Tab>(tabs[0] ?? 'note');
  const [draft, setDraft] = useState<TextDraft>(() => loadText(draftName(ticket.id, tab)));
  const [after, setAfter] = useState<State>('waiting_customer');
  const [to, setTo] = useState(() => loadText(forwardTo(ticket.id)).text);
  const [replies, setReplies] = useState<Visibility>('internal');
  const [wrongTo, setWrongTo] = useState(false);
  const [looking, setLooking] = useState(false);
  const [sending, setSending] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const uploads = uploadsFor(ticket.id, tab);
  const limits = fileLimits.value;
  const { over, zone } = useDrop((files) => !closed && uploads.add(files, limits));
  const choices = AFTER.filter((choice) => choice === ticket.state || allowed_states.includes(choice));
  const closed = !mayWrite(allowed, tab);
  // A ticket that cannot wait for its customer stays as it is, where that is a choice.
  const fallback = choices.find((choice) => choice === ticket.state) ?? choices[0] ?? null;
  const state = choices.includes(after) ? after : fallback;

  function show(next: Tab) {
    setTab(next);
    setLooking(false);
    setDraft(loadText(draftName(ticket.id, next)));
  }

  // The keys r, n and f ask from anywhere on the page.
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

  function address(value: string) {
    setTo(value);
    setWrongTo(false);
    saveText(forwardTo(ticket.id), newText(value));
  }

  /** Takes the text from the storage, so that "send anyway" after a conflict sends what is written there now. */
  function outgoing(): Outgoing | null {
    const { text: written, key } = loadText(draftName(ticket.id, tab));
    const recipient = tab === 'forward' ? readAddress(loadText(forwardTo(ticket.id)).text) : null;
    if (tab === 'forward' && recipient === null) {
      setWrongTo(true);
      document.getElementById('forward-to')?.focus();
      return null;
    }
    if (written.trim() === '') {
      setLooking(false);
      text.current?.focus();
      return null;
    }
    if (uploads.sending.value || uploads.amiss.value) {
      toast('error', failedWords(tab), tf(uploads.amiss.value ? 'attach.amiss' : 'attach.wait'));
      return null;
    }
    const forward = recipient === null ? null : { to: recipient, replies };
    return { tab, body: written.trim(), key, files: uploads.sent.value, state: tab === 'reply' ? state : null, forward };
  }

  async function send(): Promise<void> {
    const what = sending || closed ? null : outgoing();
    if (what === null) return;
    setSending(true);
    setLooking(false);
    setDraft(newText());
    const outcome = await write(
      { ticket: ticket.id, failed: failedWords(tab), entry: pendingEntry(what), send: (version) => deliver(ticket.id, version, what) },
      send,
    );
    setSending(false);
    if (outcome === 'done') {
      clearText(draftName(ticket.id, tab));
      uploads.clear();
      setDraft(newText());
      if (tab === 'forward') address('');
      if (tab !== 'note') toast('success', tab === 'reply' ? t('done.reply') : tm('done.forward'));
    } else {
      setDraft(loadText(draftName(ticket.id, tab)));
      text.current?.focus();
    }
  }

  const stale = conflict.value?.ticket === ticket.id ? conflict.value : null;
  return (
    <section class={`composer composer-${tab}`} aria-label={t('composer')}>
      {stale && <ConflictBanner conflict={stale} />}
      <div class={`composer-box ${over ? 'composer-over' : ''}`} {...zone}>
        <ComposerTabs tabs={tabs} tab={tab} looking={looking} onShow={show} onLook={setLooking} focus={() => text.current?.focus()} />
        <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
          {tab === 'reply' && <Recipients open={open} />}
          {tab === 'reply' && open.customer.unreachable != null && <Unreachable address={open.customer.email} />}
          {tab === 'forward' && (
            <ForwardFields to={to} wrong={wrongTo} replies={replies} onTo={address} onReplies={setReplies} disabled={sending || closed} />
          )}
          <ComposerText
            element={text}
            tab={tab}
            customer={open.customer.name}
            value={draft.text}
            looking={looking}
            sending={sending}
            closed={closed}
            onType={type}
            onSend={() => void send()}
          />
          <AttachList uploads={uploads} limits={limits} />
          {over && <DropHint />}
          <footer class="composer-foot">
            <AttachButton quiet uploads={uploads} limits={limits} disabled={closed || sending} />
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
              aria-disabled={sending || draft.text.trim() === '' || uploads.sending.value}
              onClick={() => void send()}
            >
              <Icon name={tab === 'reply' ? 'send' : tab === 'note' ? 'note' : 'forward'} />
              {tab === 'reply' ? t('reply.send') : tab === 'note' ? t('note.send') : tm('forward.send')}
            </button>
          </footer>
        </div>
      </div>
    </section>
  );
}

function failedWords(tab: Tab): string {
  if (tab === 'forward') return tm('failed.forward');
  return tab === 'reply' ? t('failed.reply') : t('failed.note');
}

/** Who gets the reply, said where it is written: an answer must not reach somebody whom the agent has forgotten. */
function Recipients({ open }: { open: OpenTicket }) {
  const everybody = [`${open.customer.name} <${open.customer.email}>`, ...open.participants.map((person) => person.email)];
  return (
    <p class="composer-to" dir="auto">
      {tm('reply.to', { people: everybody.join(', ') })}
    </p>
  );
}

/** Without it, a reply that nobody is mailed would look like any other. */
function Unreachable({ address }: { address: string }) {
  return (
    <p class="composer-warning" role="status">
      <Icon name="alert" size={14} />
      <span>
        {tm('reply.unreachable', { address })} <AddressLink address={address} />
      </span>
    </p>
  );
}
