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

/** A code that is shown, and what came of it so far. */
export type ShownPairing = Extract<Pairing, { readonly step: 'shown' }>;

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

  const show = (next: Pairing) => {
    if (!isOpen(next)) clearInterval(timer);
    setPairing(next);
  };
  const ask = async (question: (api: CollectorApi) => Promise<void>) => {
    try {
      await question(await collector());
    } catch (thrown) {
      show(failed(thrown));
    }
  };

  /** Takes what the helper says of this very offer; of an earlier one it is no news. */
  const take = (offer: PairingOffer, progress: OfferProgress, { wrongDigits = false } = {}) => {
    const now = pairing();
    if (now.step !== 'shown' || now.offer !== offer) return;
    if (progress.state === 'confirmed') {
      show({ step: 'idle' });
      onLetIn(progress.deviceName ?? '');
      return;
    }
    show({ ...now, progress, busy: false, wrongDigits: wrongDigits || now.wrongDigits });
  };

  const watch = (offer: PairingOffer) => ask(async (api) => take(offer, await api.offerProgress(offer.id)));
  const begin = async () => {
    takeBack(pairing(), collector);
    show({ step: 'asking' });
    await ask(async (api) => {
      const offer = await api.offerPairing();
      const progress: OfferProgress = { state: 'open', triesLeft: 5 };
      show({ step: 'shown', offer, progress, busy: false, wrongDigits: false });
      clearInterval(timer);
      timer = setInterval(() => void watch(offer), ASK_EVERY_MS);
    });
  };
  const confirm = async (digits: string) => {
    const now = pairing();
    if (now.step !== 'shown' || now.busy) return;
    show({ ...now, busy: true });
    const { offer } = now;
    await ask(async (api) => take(offer, await api.confirmPairing(offer.id, digits), { wrongDigits: true }));
  };
  const end = () => {
    takeBack(pairing(), collector);
    show({ step: 'idle' });
  };
  onCleanup(end);
  return [pairing, { begin, confirm, end }];
}

/** Can the code that is shown still be claimed or confirmed? */
function isOpen(pairing: Pairing): pairing is ShownPairing {
  return pairing.step === 'shown' && ['open', 'claimed'].includes(pairing.progress.state);
}

function failed(thrown: unknown): Pairing {
  const noDoor = isPairingFailure(thrown) && thrown.problem === 'unknown-route';
  return noDoor ? { step: 'no-door' } : { step: 'failed', words: pairingProblemWords(thrown) };
}

/** Takes an offered code back; it ends by itself where this does not arrive. */
function takeBack(pairing: Pairing, collector: () => Promise<CollectorApi>): void {
  if (!isOpen(pairing)) return;
  const { id } = pairing.offer;
  collector()
    .then((api) => api.refusePairing(id))
    .catch((error: unknown) => console.info('an offered code was not taken back', error));
}
