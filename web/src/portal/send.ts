import { api, ask } from '../api/client';
import { asApiError } from '../api/problem';
import type { Form, TicketReceipt } from '../api/types';
import { lang } from '../i18n/lang';
import type { SentFile } from '../lib/files';
import { attached, type OfferFile } from '../lib/uploads';
import { type Draft, saveDraft } from './draft';
import { dropProof, takeProof } from './pow';
import { customFields } from './validate';

const REFUSED_PROOF = new Set(['challenge_expired', 'challenge_invalid', 'challenge_spent']);

/**
 * Sends the draft. A refused proof is replaced once without bothering the person. When the fate of an attempt is unknown
 * the draft remembers its proof, so that the retry is the same request and gets the same answer.
 */
export async function send(draft: Draft, form: Form, website: string, files: readonly SentFile[]): Promise<TicketReceipt> {
  let proof = draft.proof ?? (await takeProof());
  for (let attempt = 1; ; attempt += 1) {
    saveDraft({ ...draft, proof });
    try {
      return await post(draft, form, website, proof, files);
    } catch (cause) {
      const error = asApiError(cause);
      if (!error.ambiguous) {
        // The server answered, so nothing of this attempt has to be repeated as it was.
        saveDraft({ form: draft.form, fields: draft.fields, key: draft.key });
        if (REFUSED_PROOF.has(error.code)) dropProof();
      }
      if (!REFUSED_PROOF.has(error.code) || attempt > 1) throw error;
      proof = await takeProof();
    }
  }
}

export const offerFile: OfferFile = (file) => ask(api.POST('/api/v1/uploads', { body: file }));

function post({ fields, key }: Draft, form: Form, website: string, altcha: string, files: readonly SentFile[]): Promise<TicketReceipt> {
  const phone = fields.phone.trim();
  return ask(
    api.POST('/api/v1/tickets', {
      params: { header: { 'Idempotency-Key': key } },
      body: {
        form: form.id,
        name: fields.name.trim(),
        email: fields.email.trim(),
        topic: fields.topic,
        subject: fields.subject.trim(),
        message: fields.message.trim(),
        locale: lang.value,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(phone ? { phone } : {}),
        fields: customFields(fields, form),
        attachments: attached(files),
        website,
        altcha,
      },
    }),
  );
}

