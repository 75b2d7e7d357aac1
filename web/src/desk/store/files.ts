import { signal } from '@preact/signals';
import { api, ask } from '../../api/client';
import type { FileLink } from '../../api/types';
import { serverNow } from '../../lib/clock';
import type { FileLimits } from '../../lib/files';
import type { OfferFile } from '../../lib/uploads';

/** A link that ends sooner than this may have ended by the time it is followed. */
const MARGIN_MS = 30_000;

const links = new Map<string, FileLink>();

/** A link to a file of a ticket, the same one for as long as it lives: a picture is not fetched again at each look. */
export async function fileLink(ticket: string, file: string, inline: boolean): Promise<FileLink> {
  const key = `${ticket} ${file} ${inline}`;
  const found = links.get(key);
  if (found && Date.parse(found.expires_at) - serverNow() > MARGIN_MS) return found;
  const params = { path: { id: ticket, file }, query: { inline } };
  const link = await ask(api.GET('/api/v1/desk/tickets/{id}/files/{file}', { params }));
  links.set(key, link);
  return link;
}

export const offerFile: OfferFile = (file) => ask(api.POST('/api/v1/desk/uploads', { body: file }));

/** What holds until the desk has said otherwise: the usual limits of a new desk. */
const USUAL: FileLimits = { file_bytes: 15_000_000, message_bytes: 18_000_000 };

export const fileLimits = signal<FileLimits>(USUAL);

/** The limits are the same for customers and agents; the public form tells them. */
export async function loadFileLimits(): Promise<void> {
  try {
    fileLimits.value = (await ask(api.GET('/api/v1/forms/{form}', { params: { path: { form: 'default' } } }))).attachments;
  } catch {
    // The server keeps its limits whatever is shown here.
    return;
  }
}
