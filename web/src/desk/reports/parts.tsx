import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { ApiError } from '../../api/problem';
import { t as tc } from '../../i18n/common';
import { problemWords } from '../../lib/words';
import { Banner } from '../../ui/Banner';

interface CardProps {
  title: string;
  aside?: ComponentChildren;
  class?: string;
  children: ComponentChildren;
}

export function Card({ title, aside, class: extra = '', children }: CardProps) {
  const id = useId();
  return (
    <section class={`card ${extra}`} aria-labelledby={id}>
      <header class="card-head">
        <h3 id={id}>{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}

interface FailedProps {
  title: string;
  error: ApiError;
  onRetry: () => void;
}

export function Failed({ title, error, onRetry }: FailedProps) {
  return (
    <Banner
      tone="error"
      title={title}
      actions={
        <button type="button" class="button" onClick={onRetry}>
          {tc('retry')}
        </button>
      }
    >
      <p>{problemWords(error)}</p>
    </Banner>
  );
}

/** Keeps the place of what is coming. */
export function Bones({ heights }: { heights: readonly number[] }) {
  return (
    <div class="report-bones" aria-busy="true">
      <span class="sr" role="status">
        {tc('loading')}
      </span>
      {heights.map((height, index) => (
        <span key={index} class="bone" aria-hidden="true" style={{ height: `${height}rem` }} />
      ))}
    </div>
  );
}
