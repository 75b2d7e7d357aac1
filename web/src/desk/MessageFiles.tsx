import type { Attachment, Event } from '../api/types';
import { t as tf } from '../i18n/files';
import { isShown } from '../lib/files';
import { Files } from '../ui/Files';
import { fileLink } from './store/files';
import { toast } from './store/toasts';
import { filesOf } from './words';

/** A smaller picture inside of a text is a logo or a line, which the original shows. */
const SMALLEST_SHOWN = 8_000;

const isWorthALook = (file: Attachment): boolean => !file.inline || (isShown(file.media_type) && file.size >= SMALLEST_SHOWN);

interface Props {
  ticket: string;
  event: Event;
  sending?: boolean;
}

export function MessageFiles({ ticket, event, sending = false }: Props) {
  const files = filesOf(event).filter(isWorthALook);
  // What is being sent is no file of the ticket yet, so there is nothing to fetch.
  if (files.length === 0 || sending) return null;
  return (
    <Files
      files={files}
      link={(file, inline) => fileLink(ticket, file.id, inline)}
      failed={(name, why) => toast('error', tf('file.failed', { name }), why)}
    />
  );
}
