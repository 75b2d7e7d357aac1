import type { TargetedEvent, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../api/problem';
import type { Form } from '../api/types';
import { lang } from '../i18n/lang';
import { t as tf } from '../i18n/files';
import { has, t, tn } from '../i18n/portal';
import { uploadsOf } from '../lib/uploads';
import { problemWords } from '../lib/words';
import { AttachField, useDrop } from '../ui/Attach';
import { Banner } from '../ui/Banner';
import { describedBy, Field } from '../ui/Field';
import { Icon } from '../ui/Icon';
import type { Receipt } from './Contact';
import { type Control, CustomFields } from './CustomFields';
import { clearDraft, type Draft, type FieldName, isEmpty, loadDraft, newDraft, saveDraft } from './draft';
import { dropProof, ensurePow } from './pow';
import { PowNote } from './PowNote';
import { remaining } from './remaining';
import { offerFile, send } from './send';
import { type FieldErrors, fieldErrors, order, validate } from './validate';

interface Props {
  form: Form;
  sent: (receipt: Receipt) => void;
}

function errorWords(name: FieldName, code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const own = `error.${code}.${name}`;
  if (has(own)) return t(own as 'error.invalid');
  const common = `error.${code}`;
  return has(common) ? t(common as 'error.invalid') : t('error.invalid');
}

export function ContactForm({ form, sent }: Props) {
  const [draft, setDraft] = useState<Draft>(() => loadDraft(form.id));
  const [restored, setRestored] = useState(() => !isEmpty(draft.fields));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [sending, setSending] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const fields = draft.fields;
  const uploads = uploadsOf(`contact.${form.id}`, offerFile);
  const { over, zone } = useDrop((files) => !sending && uploads.add(files, form.attachments));
  const [waiting, setWaiting] = useState(false);
  const names = order(form);
  const wrong = names.filter((name) => errors[name]);

  // Text that was restored is as good as text being typed.
  useEffect(() => {
    if (restored) ensurePow();
  }, []);

  function change(event: TargetedEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) {
    const { name, value } = event.currentTarget;
    ensurePow();
    // A changed text is another request; the proof of the attempt before belongs to the old one.
    const next: Draft = { form: form.id, fields: { ...fields, [name]: value }, key: draft.key };
    setDraft(next);
    saveDraft(next);
    if (errors[name as FieldName]) setErrors({ ...errors, [name]: undefined });
  }

  function focusFirst(found: FieldErrors) {
    const first = names.find((name) => found[name]);
    const control = first && element.current?.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
  }

  async function submit(event: TargetedSubmitEvent<HTMLFormElement> | Event) {
    event.preventDefault();
    if (sending) return;
    await attempt(draft);
  }

  async function attempt(current: Draft) {
    const found = validate(current.fields, form);
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) {
      focusFirst(found);
      return;
    }
    setWaiting(uploads.sending.value || uploads.amiss.value);
    if (uploads.sending.value || uploads.amiss.value) return;
    setSending(true);
    const website = new FormData(element.current!).get('website');
    try {
      const receipt = await send(current, form, typeof website === 'string' ? website : '', uploads.sent.value);
      clearDraft(form.id);
      uploads.clear();
      dropProof();
      sent({ ...receipt, email: current.fields.email.trim() });
    } catch (cause) {
      const error = asApiError(cause);
      setSending(false);
      setDraft(loadDraft(form.id));
      const refused = fieldErrors(error.problem, form);
      setErrors(refused);
      if (Object.keys(refused).length > 0) focusFirst(refused);
      else {
        setFailure(error);
        requestAnimationFrame(() => summary.current?.focus());
      }
    }
  }

  function discard() {
    const fresh = newDraft(form.id);
    clearDraft(form.id);
    uploads.clear();
    setDraft(fresh);
    setErrors({});
    setFailure(null);
    setRestored(false);
  }

  /** The person decided that the changed text is a request of its own, so it gets a key of its own. */
  async function sendAsNew() {
    const next = newDraft(form.id, fields);
    setDraft(next);
    saveDraft(next);
    await attempt(next);
  }

  function control(name: FieldName, hint: boolean): Control {
    const error = errorWords(name, errors[name]);
    return {
      id: name,
      name,
      value: fields[name] ?? '',
      onInput: change,
      class: 'input',
      'aria-invalid': error ? true : undefined,
      'aria-describedby': describedBy(name, error, hint),
    };
  }

  const phone = form.fields.phone;
  return (
    <form class="form" ref={element} onSubmit={submit} noValidate aria-busy={sending} {...zone}>
      {restored && (
        <p class="form-restored">
          <Icon name="history" />
          <span>{t('form.restored')}</span>
          <button type="button" class="link-button" onClick={discard}>
            {t('form.discard')}
          </button>
        </p>
      )}
      <div class="form-pair">
        <Field id="name" label={t('form.name')} error={errorWords('name', errors.name)}>
          <input {...control('name', false)} autocomplete="name" required />
        </Field>
        <Field id="email" label={t('form.email')} hint={t('form.email.hint')} error={errorWords('email', errors.email)}>
          <input {...control('email', true)} type="email" inputMode="email" autocomplete="email" required />
        </Field>
      </div>
      <div class={phone === 'hidden' ? '' : 'form-pair'}>
        {phone !== 'hidden' && (
          <Field
            id="phone"
            label={t('form.phone')}
            optional={phone === 'optional'}
            error={errorWords('phone', errors.phone)}
          >
            <input {...control('phone', false)} type="tel" autocomplete="tel" required={phone === 'required'} />
          </Field>
        )}
        <Field id="topic" label={t('form.topic')} error={errorWords('topic', errors.topic)}>
          <div class="select">
            <select {...control('topic', false)} required>
              <option value="" disabled>
                {t('form.topic.choose')}
              </option>
              {form.topics.map((topic) => (
                <option key={topic.id} value={topic.id}>
                  {topic.label[lang.value]}
                </option>
              ))}
            </select>
            <Icon name="chevronDown" />
          </div>
        </Field>
      </div>
      {form.custom_fields && <CustomFields fields={form.custom_fields} control={control} errorOf={(name) => errorWords(name, errors[name])} />}
      <Field
        id="subject"
        label={t('form.subject')}
        hint={remaining(fields.subject, form.limits.subject)}
        error={errorWords('subject', errors.subject)}
      >
        <input {...control('subject', true)} placeholder={t('form.subject.placeholder')} autocomplete="off" required />
      </Field>
      <Field
        id="message"
        label={t('form.message')}
        hint={remaining(fields.message, form.limits.message) ?? t('form.kept')}
        error={errorWords('message', errors.message)}
      >
        <textarea {...control('message', true)} rows={7} placeholder={t('form.message.placeholder')} required />
      </Field>
      <AttachField uploads={uploads} limits={form.attachments} over={over} />
      {/* People never meet this field; what fills it in is a program. */}
      <div class="trap" aria-hidden="true">
        <label for="website">{t('form.website')}</label>
        <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
      </div>
      <div ref={summary} tabIndex={-1} class="form-summary">
        {wrong.length > 0 && <Banner tone="error" title={tn('form.errors', wrong.length)} />}
        {waiting && (uploads.sending.value || uploads.amiss.value) && (
          <Banner tone="warning">{tf(uploads.amiss.value ? 'attach.amiss' : 'attach.wait')}</Banner>
        )}
        {failure && failure.code !== 'idempotency_key_reused' && (
          <Banner tone="error" title={t('form.failed')}>
            <p>{failure.code.startsWith('challenge_') ? t('pow.failed') : problemWords(failure)}</p>
          </Banner>
        )}
        {failure?.code === 'idempotency_key_reused' && (
          <Banner
            tone="warning"
            actions={
              <button type="button" class="button" onClick={sendAsNew}>
                {t('form.send_new')}
              </button>
            }
          >
            <p>{t('form.already')}</p>
          </Banner>
        )}
      </div>
      <div class="form-foot">
        <button type="submit" class="button button-primary button-large" aria-disabled={sending}>
          {sending && <span class="spinner" aria-hidden="true" />}
          {sending ? t('form.sending') : t('form.send')}
        </button>
        <PowNote />
      </div>
    </form>
  );
}
