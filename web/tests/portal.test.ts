import { beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../src/api/types';
import { clearDraft, EMPTY, isEmpty, loadDraft, newDraft, saveDraft } from '../src/portal/draft';
import { customFields, fieldErrors, length, order, validate } from '../src/portal/validate';
import { fakeStorage } from './storage';

beforeEach(fakeStorage);

const form: Form = {
  id: 'default',
  topics: [{ id: 'billing', label: { en: 'Invoices', fr: 'Factures' } }],
  attachments: { file_bytes: 15_000_000, message_bytes: 18_000_000 },
  fields: { phone: 'optional' },
  limits: { subject: 10, message: 20, name: 8 },
};

const custom: Form = {
  ...form,
  custom_fields: [
    { id: 'frame', label: { en: 'Frame', fr: 'Cadre' } },
    { id: 'model', label: { en: 'Model', fr: 'Modèle' }, options: ['City', 'Tour'] },
  ],
};

const good = { name: 'Zoe', email: 'zoe@example.com', phone: '', topic: 'billing', subject: 'Help', message: 'It broke.' };

describe('the contact form', () => {
  it('lets a filled form pass', () => {
    expect(validate(good, form)).toEqual({});
  });

  it('names each field that is missing, the phone only where it is required', () => {
    expect(Object.keys(validate(EMPTY, form))).toEqual(['name', 'email', 'topic', 'subject', 'message']);
    expect(validate(good, { ...form, fields: { phone: 'required' } })).toEqual({ phone: 'required' });
  });

  it('sees an address that cannot be one, a topic that is gone, a text that is too long', () => {
    expect(validate({ ...good, email: 'zoe at example' }, form)).toEqual({ email: 'invalid' });
    expect(validate({ ...good, topic: 'old' }, form)).toEqual({ topic: 'unknown' });
    expect(validate({ ...good, subject: 'x'.repeat(11) }, form)).toEqual({ subject: 'too_long' });
  });

  it('counts characters as people do', () => {
    expect(length('👋é')).toBe(2);
    expect(validate({ ...good, subject: '👋'.repeat(10) }, form)).toEqual({});
  });

  it("takes over the server's refusals, the first one of each field", () => {
    const errors = [
      { field: 'email', code: 'invalid' },
      { field: 'email', code: 'too_long' },
      { field: 'altcha', code: 'required' },
    ];
    expect(fieldErrors({ status: 400, code: 'validation_failed', errors }, form)).toEqual({ email: 'invalid' });
    expect(fieldErrors(null, form)).toEqual({});
  });
});

describe("a form's own fields", () => {
  it('stand between the topic and the subject, in their order', () => {
    expect(order(custom)).toEqual(['name', 'email', 'phone', 'topic', 'fields.frame', 'fields.model', 'subject', 'message']);
  });

  it('may be left empty, but not be too long or something that is not offered', () => {
    expect(validate(good, custom)).toEqual({});
    expect(validate({ ...good, 'fields.frame': ` ${'x'.repeat(80)} `, 'fields.model': 'Tour' }, custom)).toEqual({});
    const wrong = { ...good, 'fields.frame': 'x'.repeat(81), 'fields.model': 'Cargo' };
    expect(validate(wrong, custom)).toEqual({ 'fields.frame': 'too_long', 'fields.model': 'unknown' });
  });

  it('are sent by their ids, without those that are empty or that the form has no more', () => {
    const entered = { ...good, 'fields.frame': ' X-1 ', 'fields.model': '', 'fields.gone': 'old' };
    expect(customFields(entered, custom)).toEqual({ frame: 'X-1' });
    expect(customFields(entered, form)).toEqual({});
  });

  it('show what the server refuses in them', () => {
    const errors = [
      { field: 'fields.model', code: 'unknown' },
      { field: 'fields.gone', code: 'unknown' },
    ];
    expect(fieldErrors({ status: 422, code: 'validation_failed', errors }, custom)).toEqual({ 'fields.model': 'unknown' });
  });

  it('come back with the draft, in the form that they belong to', () => {
    const draft = newDraft('default', { ...good, 'fields.frame': 'X-1' });
    saveDraft(draft);
    expect(loadDraft('default')).toEqual(draft);
    expect(isEmpty(loadDraft('orders').fields)).toBe(true);
    saveDraft(newDraft('orders', good));
    clearDraft('default');
    expect(loadDraft('orders').fields).toEqual(good);
  });
});

describe("the contact form's draft", () => {
  it('comes back after a reload, with its key and the proof of an unclear attempt', () => {
    const draft = { ...newDraft('default', good), proof: 'abc' };
    saveDraft(draft);
    expect(loadDraft('default')).toEqual(draft);
  });

  it('begins anew once the request has arrived', () => {
    const draft = newDraft('default', good);
    saveDraft(draft);
    clearDraft('default');
    expect(loadDraft('default').fields).toEqual(EMPTY);
    expect(loadDraft('default').key).not.toBe(draft.key);
  });

  it('survives a store of an older shape, or none that can be read', () => {
    localStorage.setItem('guichet.contact', JSON.stringify({ key: 'k', fields: { name: 'Zoe', email: 7 } }));
    expect(loadDraft('default')).toEqual({ form: 'default', key: 'k', fields: { ...EMPTY, name: 'Zoe' } });
    localStorage.setItem('guichet.contact', '{');
    expect(isEmpty(loadDraft('default').fields)).toBe(true);
  });
});
