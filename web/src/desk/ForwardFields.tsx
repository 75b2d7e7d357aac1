import type { Visibility } from '../api/types';
import { t as tm } from '../i18n/mail';
import { Icon } from '../ui/Icon';

interface Props {
  to: string;
  wrong: boolean;
  replies: Visibility;
  disabled: boolean;
  onTo: (to: string) => void;
  onReplies: (replies: Visibility) => void;
}

const CHOICES: readonly Visibility[] = ['internal', 'public'];

/** To whom a ticket is forwarded, and who will read what they answer. */
export function ForwardFields({ to, wrong, replies, disabled, onTo, onReplies }: Props) {
  return (
    <div class="forward">
      <div class="forward-to">
        <label for="forward-to">{tm('forward.to')}</label>
        <input
          id="forward-to"
          inputMode="email"
          autocomplete="off"
          spellcheck={false}
          placeholder={tm('forward.to.placeholder')}
          value={to}
          readOnly={disabled}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? 'forward-to-error' : undefined}
          onInput={(event) => onTo(event.currentTarget.value)}
        />
      </div>
      {wrong && (
        <p class="field-error" id="forward-to-error" role="alert">
          {tm('address.invalid')}
        </p>
      )}
      <fieldset class="forward-replies">
        <legend>{tm('forward.replies')}</legend>
        {CHOICES.map((choice) => (
          <label key={choice} class="forward-choice">
            <input type="radio" name="forward-replies" checked={replies === choice} disabled={disabled} onChange={() => onReplies(choice)} />
            {choice === 'internal' && <Icon name="lock" size={12} />}
            {tm(`forward.replies.${choice}`)}
          </label>
        ))}
      </fieldset>
      <p class="forward-hint">{tm(`forward.hint.${replies}`)}</p>
    </div>
  );
}
