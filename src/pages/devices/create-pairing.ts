import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { isPairingFailure, type OfferProgress, type PairingOffer } from '../../domain/pairing.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { pairingProblemWords } from '../pairing-problem-words.ts';

/** How far letting one device in has come. */
export type Pairing =
  | { readonly step: 'idle' }
  | { readonly step: 'asking' }
  /** Other devices cannot reach the helper: it was not started for them. */
  | { readonly step: 'no-door' }
  | { readonly step: 'failed'; readonly words: string }
  | {
      readonly step: 'shown';
      readonly offer: PairingOffer;
      readonly progress: OfferProgress;
      /** Digits are being compared. */
      readonly busy: boolean;
      readonly wrongDigits: boolean;
    };

export interface PairingActions {
  readonly begin: () => Promise<void>;
  readonly confirm: (digits: string) => Promise<void>;
  /** The owner does not want it, or is done with it. */
  readonly end: () => void;
}

/** The device answers in its own time, and the owner looks at both screens. */
const ASK_EVERY_MS = 1_000;

/** Offers a code, watches who claims it, and lets that device in when its digits are typed. */
export function createPairing(
  collector: () => Promise<CollectorApi>,
  onLetIn: (name: string) => void,
): [Accessor<Pairing>, PairingActions] {
  const [pairing, setPairing] = createSignal<Pairing>({ step: 'idle' });
  let timer: ReturnType<typeof setInterval> | undefined;

  const fail = (thrown: unknown) => {
    clearInterval(timer);
    const noDoor = isPairingFailure(thrown) && thrown.problem === 'unknown-route';
    setPairing(noDoor ? { step: 'no-door' } : { step: 'failed', words: pairingProblemWords(thrown) });
  };

  /** Takes what the helper says of this very offer; of an earlier one it is no news. */
  const take = (offer: PairingOffer, progress: OfferProgress, wrongDigits: boolean) => {
    const now = pairing();
    if (now.step !== 'shown' || now.offer !== offer) return;
    if (progress.state === 'confirmed') {
      stop();
      onLetIn(progress.deviceName ?? '');
      return;
    }
    if (progress.state === 'refused' || progress.state === 'expired') clearInterval(timer);
    setPairing({ ...now, progress, busy: false, wrongDigits: wrongDigits || now.wrongDigits });
  };

  const watch = async (offer: PairingOffer) => {
    try {
      take(offer, await (await collector()).offerProgress(offer.id), false);
    } catch (thrown) {
      fail(thrown);
    }
  };

  const stop = () => {
    clearInterval(timer);
    setPairing({ step: 'idle' });
  };

  const refuse = () => {
    const now = pairing();
    if (now.step !== 'shown' || !['open', 'claimed'].includes(now.progress.state)) return;
    // The code ends by itself where this does not arrive.
    collector()
      .then((api) => api.refusePairing(now.offer.id))
      .catch((error: unknown) => console.info('an offered code was not taken back', error));
  };
  onCleanup(() => {
    refuse();
    clearInterval(timer);
  });

  return [
    pairing,
    {
      async begin() {
        refuse();
        setPairing({ step: 'asking' });
        try {
          const offer = await (await collector()).offerPairing();
          const progress: OfferProgress = { state: 'open', triesLeft: 5 };
          setPairing({ step: 'shown', offer, progress, busy: false, wrongDigits: false });
          clearInterval(timer);
          timer = setInterval(() => void watch(offer), ASK_EVERY_MS);
        } catch (thrown) {
          fail(thrown);
        }
      },
      async confirm(digits) {
        const now = pairing();
        if (now.step !== 'shown' || now.busy) return;
        setPairing({ ...now, busy: true });
        try {
          take(now.offer, await (await collector()).confirmPairing(now.offer.id, digits), true);
        } catch (thrown) {
          fail(thrown);
        }
      },
      end() {
        refuse();
        stop();
      },
    },
  ];
}
