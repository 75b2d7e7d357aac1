import { useEffect, useRef } from 'preact/hooks';
import { t as tc } from '../i18n/common';
import { t, tn } from '../i18n/desk';
import { problemWords } from '../lib/words';
import { Banner } from '../ui/Banner';
import { Icon } from '../ui/Icon';
import { Empty } from './Empty';
import { go, route } from './route';
import { list, loadList, loadMore, rows } from './store/list';
import { TicketRow } from './TicketRow';
import { viewName } from './Views';

export function TicketList() {
  const { view, team, q } = route.value;
  const { status, tickets, error } = list.value;
  const shown = rows.value;
  return (
    <section class="list" id="tickets" tabIndex={-1} aria-label={t('tickets')}>
      <header class="list-head">
        <div class="list-title">
          <h1>{viewName(view, team)}</h1>
          {status === 'ready' && shown.length > 0 && (
            <span class="list-count">
              {tn('list.count', shown.length)}
              {list.value.next !== null && q === '' ? '+' : ''}
            </span>
          )}
        </div>
        <Filter />
      </header>
      <div class="list-body">
        {error && status === 'ready' && <Banner tone="warning">{t('list.stale')}</Banner>}
        {status === 'loading' && <ListSkeleton />}
        {status === 'failed' && error && (
          <Banner
            tone="error"
            title={t('list.failed')}
            actions={
              <button type="button" class="button" onClick={() => void loadList()}>
                {tc('retry')}
              </button>
            }
          >
            <p>{problemWords(error)}</p>
          </Banner>
        )}
        {status === 'ready' && shown.length > 0 && (
          <ul class="rows">
            {shown.map((ticket) => (
              <TicketRow key={ticket.id} ticket={ticket} />
            ))}
          </ul>
        )}
        {status === 'ready' && shown.length === 0 && (tickets.length > 0 ? <NothingFound /> : <Empty view={view} />)}
        {status === 'ready' && <More />}
      </div>
    </section>
  );
}

/** Narrows what is loaded, letter by letter; with Enter, a number opens its ticket wherever it is. */
function Filter() {
  const number = /^#?(\d+)$/.exec(route.value.q.trim())?.[1];
  return (
    <form
      class="filter"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (number) go({ ticket: Number(number), q: '', pane: 'talk' });
        else document.querySelector<HTMLElement>('.row-link')?.focus();
      }}
    >
      <Icon name="search" class="filter-icon" />
      <label class="sr" for="filter">
        {t('filter')}
      </label>
      <input
        id="filter"
        class="filter-input"
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={t('filter.placeholder')}
        value={route.value.q}
        onInput={(event) => go({ q: event.currentTarget.value }, 'replace')}
      />
      {number ? (
        <button type="submit" class="filter-jump">
          {t('filter.jump', { number })}
        </button>
      ) : (
        <kbd aria-hidden="true">/</kbd>
      )}
    </form>
  );
}

function NothingFound() {
  return (
    <div class="empty">
      <p class="empty-title">{t('filter.nothing')}</p>
      <p>{t('filter.nothing.text')}</p>
      <button type="button" class="button" onClick={() => go({ q: '' }, 'replace')}>
        {t('filter.clear')}
      </button>
    </div>
  );
}

/** The next page comes when its place comes into view; the button is there for those who do not scroll. */
function More() {
  const { next, more } = list.value;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = element.current;
    if (target === null || next === null) return undefined;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting) && list.value.more === 'idle') void loadMore();
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [next]);
  if (next === null) return null;
  return (
    <div class="more" ref={element}>
      <button type="button" class="button button-quiet" aria-disabled={more === 'loading'} onClick={() => void loadMore()}>
        {more === 'loading' && <span class="spinner" aria-hidden="true" />}
        {more === 'failed' ? t('list.more_failed') : t('list.more')}
      </button>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div aria-busy="true">
      <span class="sr" role="status">
        {tc('loading')}
      </span>
      {[82, 64, 74, 58, 88, 69, 77].map((width) => (
        <div class="row-bones" key={width} aria-hidden="true">
          <span class="bone" style={{ width: `${width}%` }} />
          <span class="bone bone-thin" style={{ width: `${width - 24}%` }} />
        </div>
      ))}
    </div>
  );
}
