import { isPairingFailure } from '../domain/pairing.ts';
import { devices as text } from '../ui/text/en/devices.ts';

/** What went wrong with pairing, in one sentence. */
export function pairingProblemWords(thrown: unknown): string {
  if (!isPairingFailure(thrown)) return text.otherProblem;
  const { problem, retryAfterS } = thrown;
  if (problem === 'throttled') return text.throttled(retryAfterS ?? 60);
  return Object.entries(text.problems).find(([name]) => name === problem)?.[1] ?? text.otherProblem;
}
