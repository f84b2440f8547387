import type { ClaimProgress, OfferProgress, PairedDevice, PairingOffer } from '../domain/pairing.ts';

/**
 * What pages may ask of the collector worker about further devices: the owner's page lets them in and turns them away,
 * a new device's page claims a code. All reject with a `PairingFailure`.
 */
export interface PairingApi {
  offerPairing(): Promise<PairingOffer>;
  offerProgress(offerId: string): Promise<OfferProgress>;
  /** Lets the device in if these are its digits, and hands it the owner's miners. */
  confirmPairing(offerId: string, digits: string): Promise<OfferProgress>;
  refusePairing(offerId: string): Promise<void>;
  pairedDevices(): Promise<readonly PairedDevice[]>;
  renameDevice(deviceId: string, name: string): Promise<readonly PairedDevice[]>;
  revokeDevice(deviceId: string): Promise<readonly PairedDevice[]>;
  /** Claims a code for this browser. Resolves with the six digits to show. */
  claimPairing(code: string, name: string): Promise<ShownDigits>;
  /** How far that claim has come; once it is confirmed this browser is paired, and stays so. */
  claimProgress(): Promise<ClaimProgress>;
}

export interface ShownDigits {
  readonly digits: string;
  readonly expiresAtMs: number;
}
