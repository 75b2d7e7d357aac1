import { useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../api/problem';
import type { PortalTicket } from '../api/types';
import { t as tf } from '../i18n/files';
import { t } from '../i18n/portal';
import type { FileLimits } from '../lib/files';
import { clearText, loadText, newText, saveText } from '../lib/drafts';
import { uploadsOf } from '../lib/uploads';
import { problemWords } from '../lib/words';
import { AttachField, useDrop } from '../ui/Attach';
import { Banner } from '../ui/Banner';
import { describedBy, Field } from '../ui/Field';
import { offerFile, readLimits, reply } from './link';

interface Props {
  token: string;
  ticket: PortalTicket;
  sent: (ticket: PortalTicket) => void;
}

/** What holds until the desk has said otherwise. */
const USUAL: FileLimits = { file_bytes: 15_000_000, message_bytes: 18_000_000 };

export function ReplyForm({ token, ticket, sent }: Props) {
  const name = `portal.${ticket.number}`;
  const [draft, setDraft] = useState(() => loadText(name));
  const [sending, setSending] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);

  const [limits, setLimits] = useState<FileLimits>(USUAL);
  const [waiting, setWaiting] = useState(false);
  const uploads = uploadsOf(name, offerFile);
  const { over, zone } = useDrop((files) => !sending && uploads.add(files, limits));

  useEffect(() => setDraft(loadText(name)), [name]);
  useEffect(() => {
    // The server keeps its limits whatever is shown here.
    readLimits().then(setLimits, () => undefined);
  }, []);

  function write(text: string) {
    const next = { ...draft, text };
    setDraft(next);
    saveText(name, next);
    setMissing(false);
  }

  async function send(event: Event) {
    event.preventDefault();
    if (sending) return;
    if (draft.text.trim() === '') {
      setMissing(true);
      document.getElementById('reply')?.focus();
      return;
    }
    setWaiting(uploads.sending.value || uploads.amiss.value);
    if (uploads.sending.value || uploads.amiss.value) return;
    setSending(true);
    setFailure(null);
    try {
      const next = await reply(token, draft.text.trim(), draft.key, uploads.sent.value);
      clearText(name);
      uploads.clear();
      setDraft(newText());
      sent(next);
    } catch (cause) {
      const error = asApiError(cause);
      setFailure(error);
      if (error.code === 'idempotency_key_reused') {
        // What was written before has arrived; this text is another message from now on.
        const next = newText(draft.text);
        setDraft(next);
        saveText(name, next);
      }
    }
    setSending(false);
  }

  const error = missing ? t('error.required.message') : undefined;
  const hint = ticket.reply_opens_follow_up
    ? t('ticket.reply_follows')
    : ticket.state === 'resolved' || ticket.state === 'closed'
      ? t('ticket.reply_reopens')
      : t('ticket.reply.kept');
  return (
    <form class="reply card" onSubmit={send} aria-busy={sending} noValidate {...zone}>
      <Field id="reply" label={t('ticket.reply')} hint={hint} error={error}>
        <textarea
          id="reply"
          class="input"
          rows={4}
          placeholder={t('ticket.reply.placeholder')}
          value={draft.text}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event);
          }}
          aria-invalid={missing || undefined}
          aria-describedby={describedBy('reply', error, true)}
        />
      </Field>
      <AttachField uploads={uploads} limits={limits} over={over} />
      {waiting && (uploads.sending.value || uploads.amiss.value) && (
        <Banner tone="warning">{tf(uploads.amiss.value ? 'attach.amiss' : 'attach.wait')}</Banner>
      )}
      {failure && <Banner tone="error">{t('ticket.failed', { reason: problemWords(failure) })}</Banner>}
      <div class="reply-foot">
        <button type="submit" class="button button-primary" aria-disabled={sending}>
          {sending && <span class="spinner" aria-hidden="true" />}
          {sending ? t('ticket.sending') : t('ticket.send')}
        </button>
      </div>
    </form>
  );
}
