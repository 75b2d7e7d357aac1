import { useId, useRef, useState } from 'preact/hooks';
import { t as tc } from '../i18n/common';
import { t, tn } from '../i18n/files';
import { bytes, percent } from '../i18n/format';
import { type FileLimits, kindOf } from '../lib/files';
import type { Item, Uploads } from '../lib/uploads';
import { problemWords } from '../lib/words';
import { FileMark } from './Files';
import { Icon } from './Icon';

interface Props {
  uploads: Uploads;
  limits: FileLimits;
}

export const limitWords = (limits: FileLimits): string =>
  t('attach.limits', { file: bytes(limits.file_bytes), message: bytes(limits.message_bytes) });

interface ButtonProps extends Props {
  /** Only the icon, where there is little room. */
  quiet?: boolean;
  disabled?: boolean;
}

/** Opens the browser's choice of files. What may be attached is said before anything is chosen. */
export function AttachButton({ uploads, limits, quiet = false, disabled = false }: ButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        class={quiet ? 'icon-button attach-button' : 'button attach-button'}
        aria-label={quiet ? t('attach') : undefined}
        aria-describedby={quiet ? `${id}-limits` : undefined}
        title={quiet ? `${t('attach')}. ${limitWords(limits)}` : undefined}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" size={quiet ? 18 : 16} />
        {!quiet && t('attach')}
      </button>
      {quiet && (
        <span class="sr" id={`${id}-limits`}>
          {limitWords(limits)}
        </span>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('attach')}
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? [], limits);
          // The same file can be chosen again after it was taken out.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

/** The files of a draft, each with how far it has got. */
export function AttachList({ uploads, limits }: Props) {
  const items = uploads.items.value;
  if (items.length === 0) return null;
  return (
    <>
      <ul class="attach-list" aria-label={t('attach.list')}>
        {items.map((item) => (
          <Line key={item.key} item={item} uploads={uploads} limits={limits} />
        ))}
      </ul>
      <p class="sr" role="status">
        {uploads.sending.value ? t('attach.wait') : tn('attach.attached', uploads.sent.value.length)}
      </p>
    </>
  );
}

function Line({ item, uploads, limits }: Props & { item: Item }) {
  const { state, name } = item;
  const bad = state.kind === 'refused' || state.kind === 'failed';
  return (
    <li class={`attach attach-${state.kind}`}>
      <FileMark kind={kindOf(item.media_type)} />
      <span class="attach-words">
        <span class="attach-name" dir="auto" title={name}>
          {name}
        </span>
        {bad ? (
          <span class="attach-why" role="alert">
            {whyWords(item, limits)}
          </span>
        ) : (
          <span class="attach-size">{state.kind === 'sending' ? `${percent(state.share)} · ${bytes(item.size)}` : bytes(item.size)}</span>
        )}
      </span>
      {state.kind === 'sending' && (
        <progress class="attach-progress" max={1} value={state.share} aria-label={t('attach.sending', { name, percent: percent(state.share) })} />
      )}
      {state.kind === 'failed' && (
        <button type="button" class="link-button" aria-label={t('attach.retry', { name })} onClick={() => uploads.retry(item.key)}>
          {tc('retry')}
        </button>
      )}
      <button
        type="button"
        class="attach-remove"
        aria-label={t(state.kind === 'sending' ? 'attach.cancel' : 'attach.remove', { name })}
        onClick={() => uploads.remove(item.key)}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  );
}

function whyWords({ state }: Item, limits: FileLimits): string {
  if (state.kind === 'failed') {
    const why = state.error.code === 'upload_refused' ? t('attach.failed.upload_refused') : problemWords(state.error);
    return t('attach.failed', { why });
  }
  if (state.kind !== 'refused') return '';
  if (state.excess === 'file_too_large') return t('attach.excess.file_too_large', { limit: bytes(limits.file_bytes) });
  if (state.excess === 'message_too_large') return t('attach.excess.message_too_large', { limit: bytes(limits.message_bytes) });
  return t(`attach.excess.${state.excess}`);
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** What makes an element a place where files can be dropped, and pasted into. */
export function useDrop(add: (files: Iterable<File>) => void) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);

  // Entering a child comes before leaving its parent, so the two are counted.
  function step(event: DragEvent, by: 1 | -1) {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  }

  return {
    over,
    zone: {
      onDragEnter: (event: DragEvent) => step(event, 1),
      onDragLeave: (event: DragEvent) => step(event, -1),
      onDragOver: (event: DragEvent) => {
        if (hasFiles(event)) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        add(event.dataTransfer?.files ?? []);
      },
      onPaste: (event: ClipboardEvent) => {
        const files = event.clipboardData?.files;
        // A table that is copied comes as a picture, too; then the text is what is meant.
        if (!files || files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
        event.preventDefault();
        add(files);
      },
    },
  };
}

export function DropHint() {
  return (
    <p class="drop-hint" aria-hidden="true">
      <Icon name="clip" size={18} />
      {t('attach.drop')}
    </p>
  );
}

/** The place for files in a form: the button, what may be attached, and what is. */
export function AttachField({ uploads, limits, over }: Props & { over: boolean }) {
  return (
    <div class={`attach-field ${over ? 'attach-over' : ''}`}>
      <div class="attach-row">
        <AttachButton uploads={uploads} limits={limits} />
        <span class="attach-limits">{limitWords(limits)}</span>
      </div>
      <AttachList uploads={uploads} limits={limits} />
      {over && <DropHint />}
    </div>
  );
}
