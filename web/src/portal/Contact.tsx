import { useEffect, useState } from 'preact/hooks';
import { api, ask } from '../api/client';
import { type ApiError, asApiError } from '../api/problem';
import type { Form, TicketReceipt } from '../api/types';
import { t as tc } from '../i18n/common';
import { t } from '../i18n/portal';
import { session } from '../lib/storage';
import { problemWords } from '../lib/words';
import { Banner } from '../ui/Banner';
import { Page } from '../ui/Page';
import { ContactForm } from './ContactForm';
import { START_PAGE } from './draft';
import { Sent } from './Sent';

export interface Receipt extends TicketReceipt {
  email: string;
}

const RECEIPT = 'guichet.receipt';

const asked = new URLSearchParams(location.search).get('form') || START_PAGE;

/** The portal's start page: the form that the address names, or after sending, the number and the private link (also after a reload). */
export function Contact() {
  const [form, setForm] = useState<Form | ApiError | null>(null);
  const [receipt, setReceipt] = useState(() => session.read<Receipt>(RECEIPT));

  useEffect(() => {
    void load();
  }, []);

  async function load() {
    setForm(null);
    try {
      setForm(await ask(api.GET('/api/v1/forms/{form}', { params: { path: { form: asked } } })));
    } catch (error) {
      setForm(asApiError(error));
    }
  }

  function sent(next: Receipt) {
    session.write(RECEIPT, next);
    setReceipt(next);
  }

  function another() {
    session.remove(RECEIPT);
    setReceipt(null);
  }

  const title = t('title.form');
  useEffect(() => {
    document.title = `${title} · Guichet`;
  }, [title]);

  return (
    <Page>
      {receipt ? (
        <Sent receipt={receipt} another={another} />
      ) : (
        <div class="contact">
          <Hero />
          <section class="card" aria-label={t('form.legend')}>
            {form === null ? (
              <FormSkeleton />
            ) : form instanceof Error ? (
              <Banner
                tone="error"
                title={t('form.load_failed')}
                actions={
                  <button type="button" class="button" onClick={load}>
                    {tc('retry')}
                  </button>
                }
              >
                <p>{form.code === 'form_unknown' ? t('form.unknown') : problemWords(form)}</p>
              </Banner>
            ) : (
              <ContactForm form={form} sent={sent} />
            )}
          </section>
        </div>
      )}
    </Page>
  );
}

function Hero() {
  const steps = [1, 2, 3] as const;
  return (
    <div class="hero">
      <h1>{t('hero.title')}</h1>
      <p class="hero-text">{t('hero.text')}</p>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>
            <span class="step-number" aria-hidden="true">
              {step}
            </span>
            <div>
              <p class="step-title">{t(`hero.step${step}`)}</p>
              <p class="step-text">{t(`hero.step${step}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The same heights as the form, so that nothing moves when it comes. */
function FormSkeleton() {
  return (
    <div class="form" aria-busy="true">
      <span class="sr" role="status">
        {tc('loading')}
      </span>
      <div class="form-pair">
        <FieldSkeleton />
        <FieldSkeleton />
      </div>
      <div class="form-pair">
        <FieldSkeleton />
        <FieldSkeleton />
      </div>
      <FieldSkeleton />
      <FieldSkeleton tall />
      <span class="bone bone-button" />
    </div>
  );
}

function FieldSkeleton({ tall = false }: { tall?: boolean }) {
  return (
    <div class="field">
      <span class="bone bone-label" />
      <span class={`bone bone-input ${tall ? 'bone-tall' : ''}`} />
      <div class="field-below" />
    </div>
  );
}
