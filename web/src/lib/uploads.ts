import { computed, signal } from '@preact/signals';
import { type ApiError, ApiError as Failure, asApiError } from '../api/problem';
import { loadFiles, saveFiles } from './drafts';
import { type Excess, excessOf, type FileLimits, mediaTypeOf, nameOf, type SentFile } from './files';

/** Where the bytes of a file go, as the API answers it. */
export interface Offer {
  id: string;
  url: string;
  method: string;
  headers: Record<string, string>;
}

export type OfferFile = (file: { name: string; size: number; media_type: string }) => Promise<Offer>;

/** A file of a draft, on its way or there. */
export interface Item {
  key: number;
  name: string;
  size: number;
  media_type: string;
  state:
    | { kind: 'refused'; excess: Excess }
    | { kind: 'sending'; share: number }
    | { kind: 'failed'; error: ApiError }
    | { kind: 'sent'; id: string };
}

let next = 1;

/** The files of one draft. It outlives the place where they are shown, so that sending goes on while another ticket is read. */
export class Uploads {
  readonly items = signal<readonly Item[]>([]);
  readonly sending = computed(() => this.items.value.some((item) => item.state.kind === 'sending'));
  /** Whether something stands in the list that would not go with the message. */
  readonly amiss = computed(() => this.items.value.some((item) => item.state.kind === 'failed' || item.state.kind === 'refused'));
  readonly sent = computed<SentFile[]>(() =>
    this.items.value.flatMap(({ name, size, media_type, state }) => (state.kind === 'sent' ? [{ id: state.id, name, size, media_type }] : [])),
  );

  #files = new Map<number, File>();
  #requests = new Map<number, XMLHttpRequest>();

  constructor(
    private readonly name: string,
    private readonly offer: OfferFile,
  ) {
    this.items.value = loadFiles(name).map(({ id, ...file }) => ({ ...file, key: next++, state: { kind: 'sent', id } }));
  }

  add(files: Iterable<File>, limits: FileLimits): void {
    for (const file of files) {
      const counted = this.items.value.filter((item) => item.state.kind !== 'refused');
      const excess = excessOf(file, counted, limits);
      const item: Item = {
        key: next++,
        name: nameOf(file.name, this.items.value.map((one) => one.name)),
        size: file.size,
        media_type: mediaTypeOf(file.type),
        state: excess === null ? { kind: 'sending', share: 0 } : { kind: 'refused', excess },
      };
      this.items.value = [...this.items.value, item];
      if (excess !== null) continue;
      this.#files.set(item.key, file);
      void this.#send(item);
    }
  }

  retry(key: number): void {
    const item = this.items.value.find((one) => one.key === key);
    if (item?.state.kind !== 'failed') return;
    this.#become(key, { kind: 'sending', share: 0 });
    void this.#send(item);
  }

  remove(key: number): void {
    this.#requests.get(key)?.abort();
    this.#forget(key);
    this.items.value = this.items.value.filter((item) => item.key !== key);
    this.#keep();
  }

  /** The message has them now. */
  clear(): void {
    for (const { key } of this.items.value) {
      this.#requests.get(key)?.abort();
      this.#forget(key);
    }
    this.items.value = [];
    this.#keep();
  }

  async #send({ key, name, size, media_type }: Item): Promise<void> {
    const file = this.#files.get(key);
    if (file === undefined) return;
    try {
      const offer = await this.offer({ name, size, media_type });
      // It may have been taken out while the answer was on its way.
      if (!this.#files.has(key)) return;
      await this.#put(key, offer, file);
      this.#become(key, { kind: 'sent', id: offer.id });
      this.#forget(key);
      this.#keep();
    } catch (cause) {
      this.#become(key, { kind: 'failed', error: asApiError(cause) });
    }
  }

  // `fetch` does not tell how far a body has got.
  #put(key: number, offer: Offer, file: File): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      this.#requests.set(key, request);
      request.open(offer.method, offer.url);
      for (const [header, value] of Object.entries(offer.headers)) request.setRequestHeader(header, value);
      request.upload.onprogress = ({ loaded, total }) => this.#become(key, { kind: 'sending', share: total > 0 ? loaded / total : 0 });
      request.onload = () => (request.status < 300 ? resolve() : reject(new Failure(request.status, 'upload_refused')));
      request.onerror = () => reject(new Failure(0, 'network'));
      request.send(file);
    });
  }

  #become(key: number, state: Item['state']): void {
    this.items.value = this.items.value.map((item) => (item.key === key ? { ...item, state } : item));
  }

  #forget(key: number): void {
    this.#files.delete(key);
    this.#requests.delete(key);
  }

  #keep(): void {
    saveFiles(this.name, this.sent.value);
  }
}

const drafts = new Map<string, Uploads>();

/** The files of the draft of that name. */
export function uploadsOf(name: string, offer: OfferFile): Uploads {
  const found = drafts.get(name) ?? new Uploads(name, offer);
  drafts.set(name, found);
  return found;
}

/** As the API takes the files of a message. */
export const attached = (files: readonly SentFile[]): { id: string; name: string }[] => files.map(({ id, name }) => ({ id, name }));
