import { signal } from '@preact/signals';
import { api, ask } from '../api/client';
import { ApiError } from '../api/problem';
import type { Challenge } from '../api/types';
import { serverNow } from '../lib/clock';

export type PowState = 'idle' | 'working' | 'done' | 'failed';

/** A proof that is about to expire may do so on its way to the server. */
const MARGIN_MS = 15_000;

interface Proof {
  payload: string;
  expires: number;
}

export const powState = signal<PowState>('idle');

let running: Promise<Proof> | null = null;
let renewal: ReturnType<typeof setTimeout> | undefined;

function expiry(challenge: Challenge): number {
  const seconds = challenge.parameters.expiresAt;
  return seconds == null ? Number.POSITIVE_INFINITY : seconds * 1_000;
}

function solve(challenge: Challenge): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pow.worker.ts', import.meta.url), { type: 'module' });
    const end = () => worker.terminate();
    worker.onmessage = (message: MessageEvent<{ solution?: unknown; error?: string }>) => {
      end();
      if (message.data.solution) resolve(message.data.solution);
      else reject(new ApiError(0, 'challenge_unsolved'));
    };
    worker.onerror = () => {
      end();
      reject(new ApiError(0, 'challenge_unsolved'));
    };
    worker.postMessage(challenge);
  });
}

async function prove(): Promise<Proof> {
  const challenge = await ask(api.GET('/api/v1/challenge'));
  const solution = await solve(challenge);
  // Both parts are ASCII (hex and numbers), which is all that btoa takes.
  return { payload: btoa(JSON.stringify({ challenge, solution })), expires: expiry(challenge) };
}

/** Starts the work in the background, or starts it anew with a fresh challenge. */
export function startPow(): void {
  clearTimeout(renewal);
  powState.value = 'working';
  const mine = prove();
  running = mine;
  mine.then(
    (proof) => {
      if (running !== mine) return;
      powState.value = 'done';
      // Renewed while the person still types, so that sending never waits for it.
      const left = proof.expires - serverNow() - MARGIN_MS;
      if (Number.isFinite(left)) renewal = setTimeout(renew, Math.max(left, MARGIN_MS));
    },
    () => {
      if (running !== mine) return;
      powState.value = 'failed';
      running = null;
    },
  );
}

/** Behind another tab nobody types: the next proof is made when it is needed. */
function renew(): void {
  if (document.hidden) dropProof();
  else startPow();
}

export function ensurePow(): void {
  if (running === null) startPow();
}

/** The proof to send along. Waits when it is not ready, and throws an `ApiError` when it cannot be had. */
export async function takeProof(): Promise<string> {
  ensurePow();
  const proof = await running!;
  if (proof.expires - serverNow() > MARGIN_MS / 3) return proof.payload;
  startPow();
  return (await running!).payload;
}

/** A proof counts once. After it was used, or refused, the next one starts from the beginning. */
export function dropProof(): void {
  clearTimeout(renewal);
  running = null;
  powState.value = 'idle';
}
