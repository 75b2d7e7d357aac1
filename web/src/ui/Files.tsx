import { useEffect, useRef, useState } from 'preact/hooks';
import { asApiError } from '../api/problem';
import type { FileLink } from '../api/types';
import { bytes } from '../i18n/format';
import { t } from '../i18n/files';
import { type FileKind, isShown, kindOf } from '../lib/files';
import { problemWords } from '../lib/words';
import { Icon, type IconName } from './Icon';

export interface ShownFile {
  id: string;
  name: string;
  media_type: string;
  size: number;
}

/** Gives a link to a file that opens it, or one that saves it. It lives for minutes, so it is asked for when it is needed. */
export type LinkOf = (file: ShownFile, inline: boolean) => Promise<FileLink>;

const ICONS: Record<FileKind, IconName> = {
  image: 'picture',
  pdf: 'page',
  archive: 'box',
  sheet: 'grid',
  text: 'page',
  sound: 'sound',
  film: 'film',
  unknown: 'clip',
};

export function FileMark({ kind }: { kind: FileKind }) {
  return (
    <span class={`file-mark file-mark-${kind}`}>
      <Icon name={ICONS[kind]} size={16} />
    </span>
  );
}

interface Props {
  files: readonly ShownFile[];
  link: LinkOf;
  failed: (name: string, why: string) => void;
}

/** What is enclosed: pictures small, everything else by its name. */
export function Files({ files, link, failed }: Props) {
  const pictures = files.filter((file) => isShown(file.media_type));
  const others = files.filter((file) => !isShown(file.media_type));
  return (
    <div class="files">
      {pictures.length > 0 && (
        <ul class="files-pictures" aria-label={t('file.pictures')}>
          {pictures.map((file) => (
            <li key={file.id}>
              <Picture file={file} link={link} failed={failed} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul class="files-list" aria-label={t('files')}>
          {others.map((file) => (
            <li key={file.id}>
              <Line file={file} link={link} failed={failed} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface OneProps {
  file: ShownFile;
  link: LinkOf;
  failed: (name: string, why: string) => void;
}

function Picture({ file, link, failed }: OneProps) {
  const box = useRef<HTMLAnchorElement>(null);
  const [found, setFound] = useState<FileLink | null>(null);
  const [whole, setWhole] = useState(false);
  const [broken, setBroken] = useState(false);

  // Fetched once it comes into view: most of a long conversation is never looked at.
  useEffect(() => {
    let gone = false;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      link(file, true).then(
        (link) => !gone && setFound(link),
        () => !gone && setBroken(true),
      );
    });
    observer.observe(box.current!);
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [file.id]);

  if (broken) return <Line file={file} link={link} failed={failed} />;
  const thumbnail = whole ? undefined : found?.thumbnail_url;
  return (
    <a
      ref={box}
      class="picture"
      href={found?.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('file.open', { name: file.name })}
      title={`${file.name} · ${bytes(file.size)}`}
    >
      {found === null ? (
        <span class="bone picture-bone" />
      ) : (
        <img src={thumbnail ?? found.url} alt="" onError={() => (thumbnail ? setWhole(true) : setBroken(true))} />
      )}
      <span class="picture-name" dir="auto">
        {file.name}
      </span>
    </a>
  );
}

function Line({ file, link, failed }: OneProps) {
  const [busy, setBusy] = useState(false);
  const kind = kindOf(file.media_type);

  async function download() {
    if (busy) return;
    setBusy(true);
    try {
      // The answer says that it is to be saved, so the page stays.
      location.assign((await link(file, false)).url);
    } catch (error) {
      failed(file.name, problemWords(asApiError(error)));
    }
    setBusy(false);
  }

  return (
    <button type="button" class="file" aria-busy={busy} aria-label={t('file.download', { name: file.name })} onClick={() => void download()}>
      <FileMark kind={kind} />
      <span class="file-words">
        <span class="file-name" dir="auto">
          {file.name}
        </span>
        <span class="file-size">
          {t(`file.kind.${kind}`)} · {bytes(file.size)}
        </span>
      </span>
      <Icon name="download" size={16} class="file-get" />
    </button>
  );
}
