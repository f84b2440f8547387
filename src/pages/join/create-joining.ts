import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { type ClaimProgress, type HandedMiner, isPairingFailure } from '../../domain/pairing.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { pairingProblemWords } from '../pairing-problem-words.ts';
import { takeOver } from './take-over.ts';

/** How far this browser has come on its way in. */
export type Joining =
  | { readonly step: 'no-code' }
  | { readonly step: 'asking' }
  | { readonly step: 'digits'; readonly digits: string }
  | { readonly step: 'taking'; readonly done: number; readonly all: number }
  | { readonly step: 'in'; readonly taken: number; readonly missed: readonly string[] }
  | { readonly step: 'refused' | 'expired' }
  | { readonly step: 'failed'; readonly words: string; readonly again: () => void };

const ASK_EVERY_MS = 1_000;

/** Claims a code for this browser, waits for the owner, and takes over the miners. */
export function createJoining(
  collector: () => Promise<CollectorApi>,
  name: string,
): [Accessor<Joining>, (code: string | undefined) => void] {
  const [joining, setJoining] = createSignal<Joining>({ step: 'no-code' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  const fail = (thrown: unknown, again: () => void) => {
    console.warn('this device could not be let in', thrown);
    setJoining({ step: 'failed', words: pairingProblemWords(thrown), again });
  };

  const claim = async (code: string) => {
    setJoining({ step: 'asking' });
    try {
      const { digits } = await (await collector()).claimPairing(code, name);
      setJoining({ step: 'digits', digits });
      timer = setTimeout(() => void watch(), ASK_EVERY_MS);
    } catch (thrown) {
      fail(thrown, () => void claim(code));
    }
  };

  const take = async (miners: readonly HandedMiner[]) => {
    const all = miners.length;
    const missed = await takeOver(await collector(), miners, (done) =>
      setJoining({ step: 'taking', done, all }),
    );
    setJoining({ step: 'in', taken: all - missed.length, missed });
  };

  const watch = async () => {
    let progress: ClaimProgress;
    try {
      progress = await (await collector()).claimProgress();
    } catch (thrown) {
      // A phone that sleeps loses its Wi-Fi for a moment; the claim stands until it is decided.
      if (isPairingFailure(thrown) && thrown.problem === 'no-proxy') {
        timer = setTimeout(() => void watch(), ASK_EVERY_MS);
        return;
      }
      return fail(thrown, () => void watch());
    }
    if (progress.state === 'claimed') timer = setTimeout(() => void watch(), ASK_EVERY_MS);
    else if (progress.state === 'confirmed') await take(progress.miners ?? []);
    else setJoining({ step: progress.state });
  };

  return [joining, (code) => (code === undefined ? setJoining({ step: 'no-code' }) : void claim(code))];
}
