import type { DeviceAddress } from './miner.ts';
import type { ProxyProblemType } from './proxy-problem.ts';

/** Letters, digits, `-` and `_` of a one-time pairing code: 48 bits that name the offer, and 132 that are its secret. */
export const PAIRING_CODE = /^[\w-]{30}$/;
/** Signs of a code that name its offer. */
export const OFFER_ID_LENGTH = 8;
/** How long a code can be used. */
export const PAIRING_CODE_MS = 5 * 60_000;
/** SHA-256 of a token, base64url. */
export const TOKEN_HASH = /^[\w-]{43}$/;

/**
 * How far pairing one further device has come. `claimed`: a device holds the code and shows six digits. `refused`: the
 * owner said no, or too many wrong digits or codes were tried.
 */
export type PairingState = 'open' | 'claimed' | 'confirmed' | 'refused' | 'expired';

/** What the owner's browser shows, for another device to come in by. */
export interface PairingOffer {
  readonly id: string;
  /** Once; goes into the fragment of a link, and nowhere else. */
  readonly code: string;
  readonly expiresAtMs: number;
  /** Where other devices reach Davylamp by HTTPS, the best first; empty where they cannot. */
  readonly origins: readonly string[];
  /** Where they get the certificate that they have to trust first; absent where another program does HTTPS. */
  readonly certificate?: CertificateNotice | undefined;
}

export interface CertificateNotice {
  /** Pages about it, by plain HTTP, in the order of the origins. */
  readonly urls: readonly string[];
  /** SHA-256, `AB:CD:…`. */
  readonly fingerprint: string;
}

/** What the owner's browser may know of an offer. */
export interface OfferProgress {
  readonly state: PairingState;
  /** What the device calls itself, once it holds the code. */
  readonly deviceName?: string | undefined;
  /** Wrong digits that may still be typed. */
  readonly triesLeft: number;
}

/** What a device says to claim a code: the hash of the token that it wants to have accepted, and a name. */
export interface PairingClaim {
  readonly code: string;
  readonly tokenHash: string;
  readonly name: string;
}

/** The helper's part of the exchange, from which both sides reckon the six digits. */
export interface ClaimReply {
  readonly nonce: string;
  readonly expiresAtMs: number;
}

/** What the device that claimed is told, again and again until it is decided. */
export interface ClaimProgress {
  readonly state: Exclude<PairingState, 'open'>;
  /** The owner's miners, when it is confirmed: a new browser knows none. */
  readonly miners?: readonly HandedMiner[] | undefined;
}

/** A miner as one browser tells another of it. No history, no password. */
export interface HandedMiner {
  readonly address: DeviceAddress;
  readonly name: string;
  readonly tags: readonly string[];
}

/** A device that may use the helper until it is revoked. Its token is not kept, only the hash of it. */
export interface PairedDevice {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  /** To some minutes; absent before its first call. */
  readonly lastSeenAtMs?: number | undefined;
}

/** Whom a token belongs to: the owner at the helper's own computer, or a device that the owner let in. */
export type HelperRole = 'owner' | 'device';

/** Why the helper did not do what was asked about pairing; `no-proxy`: it does not answer. */
export type PairingProblem = ProxyProblemType | 'no-proxy';

/** Such a failure in a form that crosses the worker border. */
export interface PairingFailure {
  readonly pairingFailure: true;
  readonly problem: PairingProblem;
  /** Seconds after which to try again, where the helper says so. */
  readonly retryAfterS?: number | undefined;
}

/** Is this what a question about pairing rejected with? */
export function isPairingFailure(thrown: unknown): thrown is PairingFailure {
  return typeof thrown === 'object' && thrown !== null && 'pairingFailure' in thrown;
}
