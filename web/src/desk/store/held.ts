import { signal } from '@preact/signals';
import { api, ask } from '../../api/client';
import { type ApiError, asApiError } from '../../api/problem';
import type { HeldMessage } from '../../api/types';
import { t as tm } from '../../i18n/mail';
import { problemWords } from '../../lib/words';
import { toast } from './toasts';

/** What was not let in, the latest first; nothing until it was asked for. The rail counts it, so every page of the desk knows it. */
export const held = signal<readonly HeldMessage[] | null>(null);
export const heldFailure = signal<ApiError | null>(null);

export async function loadHeld(): Promise<void> {
  try {
    held.value = (await ask(api.GET('/api/v1/desk/mail/held'))).messages;
    heldFailure.value = null;
  } catch (error) {
    heldFailure.value = asApiError(error);
  }
}

export const senderOf = (message: HeldMessage): string => message.name || message.from || tm('held.no_sender');

/** What is forged or harmful is let in once; its sender stays a stranger, since it may not have been them. */
export const isLetInOnce = (message: HeldMessage): boolean => message.because.some((why) => why === 'forged' || why === 'virus');

/** What the rail counts: what still waits for somebody. */
export const waiting = (messages: readonly HeldMessage[]): number => messages.filter((message) => !message.releasing).length;

function without(raw: string): void {
  held.value = held.value?.filter((message) => message.raw !== raw) ?? null;
}

interface Deed {
  failed: string;
  done: string;
  send: () => Promise<unknown>;
}

/** Somebody else may have been faster, and then the message is gone as was wanted. True if nothing is left to be done. */
async function act(message: HeldMessage, { failed, done, send }: Deed): Promise<boolean> {
  try {
    await send();
    toast('success', done);
    return true;
  } catch (cause) {
    const error = asApiError(cause);
    toast('error', failed, error.code === 'held_missing' ? tm('held.gone.text') : problemWords(error));
    if (error.code === 'held_missing') without(message.raw);
    return false;
  }
}

export async function release(message: HeldMessage): Promise<void> {
  const { raw } = message;
  const done = await act(message, {
    failed: tm('failed.release'),
    done: tm('done.release'),
    send: () => ask(api.POST('/api/v1/desk/mail/held/release', { body: { raw } })),
  });
  if (done) held.value = held.value?.map((one) => (one.raw === raw ? { ...one, releasing: true } : one)) ?? null;
}

export async function discardHeld(message: HeldMessage): Promise<void> {
  const { raw } = message;
  const done = await act(message, {
    failed: tm('failed.delete'),
    done: tm('done.delete'),
    send: () => ask(api.POST('/api/v1/desk/mail/held/delete', { body: { raw } })),
  });
  if (done) without(raw);
}

export async function blockSender(message: HeldMessage): Promise<void> {
  const { raw } = message;
  const done = await act(message, {
    failed: tm('failed.block'),
    done: tm('done.block', { sender: message.from ?? '' }),
    send: () => ask(api.POST('/api/v1/desk/mail/held/block', { body: { raw } })),
  });
  if (done) without(raw);
}
