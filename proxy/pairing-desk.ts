import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  type ClaimProgress,
  type ClaimReply,
  type HandedMiner,
  OFFER_ID_LENGTH,
  type OfferProgress,
  PAIRING_CODE_MS,
  type PairingClaim,
  type PairingState,
} from '../src/domain/pairing.ts';
import { pairingDigits } from '../src/domain/pairing-digits.ts';
import { ClaimThrottle } from './claim-throttle.ts';
import type { PairedDevices } from './paired-devices.ts';
import { ProxyError } from './problem.ts';

/** Wrong secrets for one code, and wrong digits for one claim, before it is void. */
const MOST_TRIES = 5;
/** Whoever claims in the last seconds still has the time to read digits out. */
const AFTER_CLAIM_MS = 2 * 60_000;
/** Ended ones are remembered so long, to say why they ended. */
const REMEMBERED_MS = 10 * 60_000;
/** A clock that is set back further makes an end of a code uncertain, so the code ends. */
const CLOCK_STEP_MS = 60_000;
/** An owner pairs one device after the other. */
const MOST_OFFERS = 4;

interface Claim {
  readonly tokenHash: string;
  readonly name: string;
  readonly digits: string;
}

interface Offer {
  readonly id: string;
  readonly code: string;
  readonly madeAtMs: number;
  expiresAtMs: number;
  state: PairingState;
  triesLeft: number;
  claim?: Claim;
  /** Kept until the device has fetched them, or the offer has expired. */
  miners?: readonly HandedMiner[];
}

/**
 * Lets further devices in, in memory only: the owner's page offers a code, a device claims it with the hash of a token
 * that it made, and once the owner has typed the six digits that the device shows, that token is a paired device's.
 * Of tokens only hashes are remembered.
 */
export class PairingDesk {
  readonly #devices: PairedDevices;
  readonly #nowMs: () => number;
  readonly #throttle = new ClaimThrottle();
  #offers: Offer[] = [];

  constructor(devices: PairedDevices, nowMs: () => number) {
    this.#devices = devices;
    this.#nowMs = nowMs;
  }

  offer(): { readonly id: string; readonly code: string; readonly expiresAtMs: number } {
    this.#sweep();
    // 6 bytes are the 8 signs of the id, 16.5 the 22 of the secret.
    const code = randomBytes(23).toString('base64url').slice(0, 30);
    const id = code.slice(0, OFFER_ID_LENGTH);
    const madeAtMs = this.#nowMs();
    const expiresAtMs = madeAtMs + PAIRING_CODE_MS;
    this.#offers.push({ id, code, madeAtMs, expiresAtMs, state: 'open', triesLeft: MOST_TRIES });
    this.#offers = this.#offers.slice(-MOST_OFFERS);
    return { id, code, expiresAtMs };
  }

  /** @throws ProxyError `throttled`, `wrong-code`, `code-used`, `code-expired` */
  async claim({ code, tokenHash, name }: PairingClaim): Promise<ClaimReply> {
    this.#throttle.admit(this.#nowMs());
    this.#sweep();
    const offer = this.#offerOfCode(code);
    if (offer.state !== 'open') {
      this.#throttle.failed(this.#nowMs());
      throw new ProxyError(
        offer.state === 'expired' ? 'code-expired' : 'code-used',
        'this pairing code cannot be used any more',
      );
    }
    // At once: of two devices that claim it at the same time only one may.
    offer.state = 'claimed';
    offer.triesLeft = MOST_TRIES;
    offer.expiresAtMs = Math.max(offer.expiresAtMs, this.#nowMs() + AFTER_CLAIM_MS);
    const nonce = randomBytes(16).toString('base64url');
    offer.claim = { tokenHash, name, digits: await pairingDigits({ code, tokenHash, nonce }) };
    return { nonce, expiresAtMs: offer.expiresAtMs };
  }

  /** @throws ProxyError `unknown-route` */
  progress(id: string): OfferProgress {
    const { state, claim, triesLeft } = this.#offerOfId(id);
    return { state, triesLeft, ...(claim ? { deviceName: claim.name } : {}) };
  }

  /**
   * The owner has typed the digits that the device shows.
   * @throws ProxyError `unknown-route`, `busy` when too many devices are paired
   */
  confirm(id: string, digits: string, miners: readonly HandedMiner[]): OfferProgress {
    const offer = this.#offerOfId(id);
    const { claim } = offer;
    if (offer.state === 'claimed' && claim) {
      if (sameText(digits, claim.digits)) {
        this.#devices.add(claim.name, claim.tokenHash);
        offer.state = 'confirmed';
        offer.miners = miners;
      } else {
        offer.triesLeft -= 1;
        if (offer.triesLeft <= 0) offer.state = 'refused';
      }
    }
    return this.progress(id);
  }

  /** The owner does not want it. @throws ProxyError `unknown-route` */
  refuse(id: string): void {
    const offer = this.#offerOfId(id);
    if (offer.state === 'open' || offer.state === 'claimed') offer.state = 'refused';
  }

  /** How far the claim of the device with this token has come. @throws ProxyError `wrong-token` */
  claimProgress(token: string): ClaimProgress {
    this.#sweep();
    const hash = createHash('sha256').update(token).digest('base64url');
    const offer = this.#offers.findLast(({ claim }) => claim?.tokenHash === hash);
    if (!offer || offer.state === 'open')
      throw new ProxyError('wrong-token', 'nothing was claimed with this token');
    // It was let in, and turned away since.
    if (offer.state === 'confirmed' && this.#devices.idOf(token) === undefined)
      throw new ProxyError('wrong-token', 'this token is not accepted any more');
    return { state: offer.state, ...(offer.miners ? { miners: offer.miners } : {}) };
  }

  #offerOfCode(code: string): Offer {
    const offer = this.#offers.find(({ id }) => id === code.slice(0, OFFER_ID_LENGTH));
    if (offer && sameText(offer.code, code)) return offer;
    this.#throttle.failed(this.#nowMs());
    if (offer?.state === 'open') {
      offer.triesLeft -= 1;
      if (offer.triesLeft <= 0) offer.state = 'refused';
    }
    throw new ProxyError('wrong-code', 'this pairing code is not known');
  }

  #offerOfId(id: string): Offer {
    this.#sweep();
    const offer = this.#offers.find((each) => each.id === id);
    if (!offer) throw new ProxyError('unknown-route', 'there is no such pairing');
    return offer;
  }

  /** Ends what is over, and forgets what ended long ago. */
  #sweep(): void {
    const nowMs = this.#nowMs();
    for (const offer of this.#offers) {
      const isInTime = nowMs > offer.madeAtMs - CLOCK_STEP_MS && nowMs < offer.expiresAtMs;
      if (isInTime) continue;
      if (offer.state === 'open' || offer.state === 'claimed') offer.state = 'expired';
      delete offer.miners;
    }
    this.#offers = this.#offers.filter(({ expiresAtMs }) => nowMs < expiresAtMs + REMEMBERED_MS);
  }
}

/** Compares without telling by its time how much is right. */
function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
