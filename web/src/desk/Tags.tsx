import { useState } from 'preact/hooks';
import type { Ticket } from '../api/types';
import { t } from '../i18n/desk';
import { Icon } from '../ui/Icon';
import { setTags } from './actions';

export function Tags({ ticket, fixed }: { ticket: Ticket; fixed: boolean }) {
  const [text, setText] = useState('');

  function add() {
    // The API's tags are lower case and have no spaces.
    const tag = text.trim().toLowerCase().replace(/\s+/g, '-');
    setText('');
    if (tag !== '' && !ticket.tags.includes(tag)) void setTags(ticket, [...ticket.tags, tag]);
  }

  return (
    <div class="tags">
      {ticket.tags.map((tag) => (
        <span key={tag} class="tag">
          {tag}
          {!fixed && (
            <button
              type="button"
              aria-label={t('tag.remove', { tag })}
              onClick={() => void setTags(ticket, ticket.tags.filter((other) => other !== tag))}
            >
              <Icon name="close" size={10} />
            </button>
          )}
        </span>
      ))}
      {!fixed && (
        <input
          class="tag-input"
          aria-label={t('tag.add')}
          placeholder={t('tag.add')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ',') {
              event.preventDefault();
              add();
            }
          }}
          onBlur={add}
        />
      )}
    </div>
  );
}
