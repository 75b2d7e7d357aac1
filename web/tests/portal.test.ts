import { beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../src/api/types';
import { clearDraft, EMPTY, isEmpty, loadDraft, newDraft, saveDraft } from '../src/portal/draft';
import { fieldErrors, length, validate } from '../src/portal/validate';
import { fakeStorage } from './storage';

beforeEach(fakeStorage);

const form: Form = {
  id: 'default',
  topics: [{ id: 'billing', label: { en: 'Invoices', fr: 'Factures' } }],
  fields: { phone: 'optional' },
  limits: { subject: 10, message: 20, name: 8 },
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
    expect(fieldErrors({ status: 400, code: 'validation_failed', errors })).toEqual({ email: 'invalid' });
    expect(fieldErrors(null)).toEqual({});
  });
});

describe("the contact form's draft", () => {
  it('comes back after a reload, with its key and the proof of an unclear attempt', () => {
    const draft = { ...newDraft(good), proof: 'abc' };
    saveDraft(draft);
    expect(loadDraft()).toEqual(draft);
  });

  it('begins anew once the request has arrived', () => {
    const draft = newDraft(good);
    saveDraft(draft);
    clearDraft();
    expect(loadDraft().fields).toEqual(EMPTY);
    expect(loadDraft().key).not.toBe(draft.key);
  });

  it('survives a store of an older shape, or none that can be read', () => {
    localStorage.setItem('guichet.contact', JSON.stringify({ key: 'k', fields: { name: 'Zoe', email: 7 } }));
    expect(loadDraft()).toEqual({ key: 'k', fields: { ...EMPTY, name: 'Zoe' } });
    localStorage.setItem('guichet.contact', '{');
    expect(isEmpty(loadDraft().fields)).toBe(true);
  });
});
