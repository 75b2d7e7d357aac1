import { useEffect, useState } from 'preact/hooks';
import { type MailText, previewText, type TextPreview as Shown, testText } from '../../api/configuration';
import { type ApiError, asApiError } from '../../api/problem';
import { t } from '../../i18n/settings';
import { problemWords } from '../../lib/words';
import { Icon } from '../../ui/Icon';
import { me } from '../store/directory';
import { toast } from '../store/toasts';
import { faultWords } from './draft';
import { letterFrame } from './mailTexts';

/** As long as somebody types, nothing is asked. */
const PAUSE_MS = 400;

export interface Trial {
  /** The last text that could be shown. */
  shown: Shown | null;
  /** Whether it is of an earlier text than the one that is written. */
  stale: boolean;
  /** What is wrong with the text as it is, by its field. */
  faults: { heading?: string; body?: string };
  failure: ApiError | null;
  refuse: (error: ApiError) => boolean;
}

/** What becomes of a text while it is written. */
export function useTrial(text: MailText): Trial {
  const [shown, setShown] = useState<Shown | null>(null);
  const [stale, setStale] = useState(true);
  const [faults, setFaults] = useState<Trial['faults']>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const { mail, language, heading, body } = text;

  function refuse(error: ApiError): boolean {
    if (error.code !== 'configuration_invalid') return false;
    const told = (field: string) => {
      const found = error.problem?.errors?.find((one) => one.field === field);
      return found && faultWords(found);
    };
    const [ofHeading, ofBody] = [told('text.heading'), told('text.body')];
    setFaults({ ...(ofHeading ? { heading: ofHeading } : {}), ...(ofBody ? { body: ofBody } : {}) });
    return true;
  }

  useEffect(() => {
    const abort = new AbortController();
    setStale(true);
    const timer = setTimeout(async () => {
      try {
        setShown(await previewText({ mail, language, ...(heading == null ? {} : { heading }), body }, abort.signal));
        setStale(false);
        setFaults({});
        setFailure(null);
      } catch (cause) {
        if (abort.signal.aborted) return;
        const error = asApiError(cause);
        setFailure(refuse(error) ? null : error);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [mail, language, heading, body]);

  return { shown, stale, faults, failure, refuse };
}

const FORMS = ['html', 'text'] as const;
type Form = (typeof FORMS)[number];

interface Props {
  trial: Trial;
  text: MailText;
}

/** The mail as its reader would see it, in both of its forms, and the way to have it sent to oneself. */
export function TextPreview({ trial, text }: Props) {
  const [form, setForm] = useState<Form>('html');
  const [sending, setSending] = useState(false);
  const { shown, stale, faults, failure } = trial;
  const wrong = faults.heading !== undefined || faults.body !== undefined;

  async function send() {
    setSending(true);
    try {
      await testText(text);
      toast('success', t('text.tested', { address: me.value?.email ?? '' }));
    } catch (cause) {
      const error = asApiError(cause);
      if (!trial.refuse(error)) toast('error', t('failed.text_test'), problemWords(error));
    } finally {
      setSending(false);
    }
  }

  return (
    <section class="text-preview" aria-label={t('text.preview')} aria-busy={stale && !wrong && failure === null}>
      <header class="text-preview-head">
        <div class="segmented" role="group" aria-label={t('text.preview')}>
          {FORMS.map((one) => (
            <button key={one} type="button" aria-pressed={form === one} onClick={() => setForm(one)}>
              {t(`text.form.${one}`)}
            </button>
          ))}
        </div>
        <button type="button" class="button" disabled={sending || wrong} onClick={() => void send()}>
          {sending ? <span class="spinner" aria-hidden="true" /> : <Icon name="mail" size={14} />}
          {t('text.test')}
        </button>
      </header>
      {wrong && (
        <p class="text-preview-note" role="status">
          {t(shown === null ? 'text.preview.none' : 'text.preview.earlier')}
        </p>
      )}
      {failure && (
        <p class="field-error" role="alert">
          {t('failed.preview')}: {problemWords(failure)}
        </p>
      )}
      {shown && (
        <div class={`text-paper ${stale ? 'text-paper-stale' : ''}`}>
          <p class="text-subject">{shown.subject}</p>
          {form === 'html' ? (
            // Without any permission nothing in it runs, opens or reaches this page.
            <iframe class="text-frame" title={t('text.preview')} sandbox="" referrerpolicy="no-referrer" srcdoc={letterFrame(shown.html, location.origin)} />
          ) : (
            // Long texts are read without a mouse as well.
            <pre class="text-plain" tabIndex={0}>
              {shown.text}
            </pre>
          )}
        </div>
      )}
      <p class="set-hint">{t('text.preview.text')}</p>
    </section>
  );
}
