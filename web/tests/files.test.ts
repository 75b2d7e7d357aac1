import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/api/problem';
import { bytes } from '../src/i18n/format';
import { lang } from '../src/i18n/lang';
import { loadFiles, saveFiles } from '../src/lib/drafts';
import { excessOf, kindOf, mediaTypeOf, nameOf } from '../src/lib/files';
import { attached, type Offer, Uploads } from '../src/lib/uploads';
import { fakeStorage } from './storage';

const LIMITS = { file_bytes: 1_000, message_bytes: 1_500 };

beforeEach(() => {
  lang.value = 'en';
  fakeStorage();
});

describe('what may be attached', () => {
  it('is told before anything is sent', () => {
    expect(excessOf({ size: 900 }, [], LIMITS)).toBeNull();
    expect(excessOf({ size: 1_001 }, [], LIMITS)).toBe('file_too_large');
    expect(excessOf({ size: 900 }, [{ size: 700 }], LIMITS)).toBe('message_too_large');
    expect(excessOf({ size: 0 }, [], LIMITS)).toBe('empty');
    expect(excessOf({ size: 1 }, Array.from({ length: 50 }, () => ({ size: 1 })), LIMITS)).toBe('too_many');
  });

  it('has a size as people write it', () => {
    expect([bytes(640), bytes(840_000), bytes(999_700), bytes(2_440_000), bytes(15_000_000)]).toEqual(['640 bytes', '840 kB', '1 MB', '2.4 MB', '15 MB']);
    lang.value = 'fr';
    expect(bytes(2_440_000)).toMatch(/^2,4\sMo$/);
  });

  it('has a kind, and a type that the API can read', () => {
    expect(kindOf('image/heic')).toBe('image');
    expect(kindOf('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toBe('sheet');
    expect(kindOf('application/x-zip-compressed')).toBe('archive');
    expect(kindOf('application/octet-stream')).toBe('unknown');
    expect([mediaTypeOf('Text/Plain; charset=utf-8'), mediaTypeOf(''), mediaTypeOf('nonsense')]).toEqual([
      'text/plain',
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });

  it('has a name of its own', () => {
    expect(nameOf('image.png', [])).toBe('image.png');
    expect(nameOf('image.png', ['image.png', 'image (2).png'])).toBe('image (3).png');
    expect(nameOf('Makefile', ['Makefile'])).toBe('Makefile (2)');
  });

  it('has a name that the API takes', () => {
    expect(nameOf('.profile', [])).toBe('profile');
    expect(nameOf('a/b\\c 10:22.txt', [])).toBe('a_b_c 10_22.txt');
    expect(nameOf('a\u202egpj.exe', [])).toBe('a_gpj.exe');
    expect([...nameOf(`${'é'.repeat(200)}.pdf`, [])]).toHaveLength(160);
    expect(nameOf(`${'x'.repeat(200)}.pdf`, [])).toMatch(/x\.pdf$/);
    expect(nameOf(' ', [])).toBe('file');
  });
});

describe('the files of a draft', () => {
  const file = { id: 'f1', name: 'a.pdf', size: 5, media_type: 'application/pdf' };
  const HOUR = 3_600_000;

  it('outlive a reload, but not the place where they wait', () => {
    saveFiles('desk.1.reply', [file], 0);
    expect(loadFiles('desk.1.reply', HOUR)).toEqual([file]);
    expect(loadFiles('desk.1.reply', 24 * HOUR)).toEqual([]);
  });

  it('keep their own age when another comes', () => {
    saveFiles('desk.1.reply', [file], 0);
    saveFiles('desk.1.reply', [file, { ...file, id: 'f2' }], 20 * HOUR);
    expect(loadFiles('desk.1.reply', 24 * HOUR).map((one) => one.id)).toEqual(['f2']);
  });

  it('are none where the storage holds something else', () => {
    localStorage.setItem('guichet.draft.desk.1.reply.files', '[null, {"id": 3}]');
    expect(loadFiles('desk.1.reply')).toEqual([]);
  });
});

/** Enough of the browser's request: it tells how far it is, then ends as the story says. */
class Request {
  static last: Request;
  status = 0;
  sent: unknown = null;
  aborted = false;
  headers: Record<string, string> = {};
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  constructor() {
    Request.last = this;
  }
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send(body: unknown) {
    this.sent = body;
  }
  abort() {
    this.aborted = true;
  }
  end(status: number) {
    this.status = status;
    this.onload?.();
  }
}

describe('an upload', () => {
  const offer: Offer = { id: 'f1', url: 'https://bucket.example/f1', method: 'PUT', headers: { 'Content-Type': 'text/plain' } };
  const text = (size = 4) => new File(['x'.repeat(size)], 'a.txt', { type: 'text/plain' });
  const states = (uploads: Uploads) => uploads.items.value.map((item) => item.state.kind);
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  beforeEach(() => {
    vi.stubGlobal('XMLHttpRequest', Request);
  });

  it('goes to the bucket as the offer says, tells how far it is, and stays in the draft', async () => {
    const uploads = new Uploads('d', () => Promise.resolve(offer));
    uploads.add([text()], LIMITS);
    await settled();
    expect(Request.last.headers).toEqual({ 'Content-Type': 'text/plain' });
    Request.last.upload.onprogress?.({ loaded: 1, total: 4 });
    expect(uploads.items.value[0]?.state).toEqual({ kind: 'sending', share: 0.25 });
    expect(uploads.sending.value).toBe(true);
    Request.last.end(200);
    await settled();
    expect(attached(uploads.sent.value)).toEqual([{ id: 'f1', name: 'a.txt' }]);
    expect(attached(new Uploads('d', () => Promise.reject()).sent.value)).toEqual([{ id: 'f1', name: 'a.txt' }]);
    uploads.clear();
    expect(loadFiles('d')).toEqual([]);
  });

  it('that fails says so and can be tried again', async () => {
    let refused = true;
    const uploads = new Uploads('d', () => (refused ? Promise.reject(new ApiError(0, 'network')) : Promise.resolve(offer)));
    uploads.add([text()], LIMITS);
    await settled();
    expect(states(uploads)).toEqual(['failed']);
    expect(uploads.amiss.value).toBe(true);
    refused = false;
    uploads.retry(uploads.items.value[0]!.key);
    await settled();
    Request.last.end(403);
    await settled();
    expect(states(uploads)).toEqual(['failed']);
    uploads.retry(uploads.items.value[0]!.key);
    await settled();
    Request.last.end(200);
    await settled();
    expect(states(uploads)).toEqual(['sent']);
  });

  it('that is taken out is broken off', async () => {
    const uploads = new Uploads('d', () => Promise.resolve(offer));
    uploads.add([text()], LIMITS);
    await settled();
    uploads.remove(uploads.items.value[0]!.key);
    expect(Request.last.aborted).toBe(true);
    expect(uploads.items.value).toEqual([]);
  });

  it('of what is too large is never begun, and does not count against the others', () => {
    const asked = vi.fn(() => new Promise<Offer>(() => undefined));
    const uploads = new Uploads('d', asked);
    uploads.add([text(2_000), text(900)], LIMITS);
    expect(states(uploads)).toEqual(['refused', 'sending']);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(asked).toHaveBeenCalledWith({ name: 'a (2).txt', size: 900, media_type: 'text/plain' });
  });
});
