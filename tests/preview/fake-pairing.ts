import type {
  ClaimProgress,
  HelperRole,
  OfferProgress,
  PairedDevice,
  PairingFailure,
  PairingOffer,
} from '../../src/domain/pairing.ts';
import type { PairingApi, ShownDigits } from '../../src/workers/pairing-api.ts';

const MINUTE_MS = 60_000;

/** Plays the part of the collector that lets further devices in, on both sides of it. */
export class FakePairing implements PairingApi {
  /** What was asked of it, oldest first. */
  readonly calls: string[] = [];
  role: HelperRole = 'owner';
  /** What every question about pairing rejects with, if it does. */
  pairingFails: PairingFailure | undefined;
  progress: OfferProgress = { state: 'open', triesLeft: 5 };
  claim: ClaimProgress = { state: 'claimed' };
  /** What stands on the other side's screen. */
  digits = '042137';
  paired: readonly PairedDevice[] = [
    {
      id: 'phone-id-00',
      name: 'Kim’s phone',
      createdAtMs: Date.UTC(2026, 0, 3),
      lastSeenAtMs: Date.UTC(2026, 0, 15, 15, 58),
    },
    { id: 'tablet-id-0', name: 'Kitchen tablet', createdAtMs: Date.UTC(2025, 10, 20) },
  ];

  async offerPairing(): Promise<PairingOffer> {
    this.#ask('offerPairing');
    return {
      id: 'offer-id',
      code: 'a-code-that-is-thirty-signs-00',
      expiresAtMs: Date.now() + 5 * MINUTE_MS,
      origins: ['https://192.168.1.5:8788', 'https://pi.local:8788'],
      certificate: {
        urls: ['http://192.168.1.5:8789/', 'http://pi.local:8789/'],
        fingerprint: Array(32).fill('AB').join(':'),
      },
    };
  }
  async offerProgress(id: string): Promise<OfferProgress> {
    this.#ask(`offerProgress ${id}`);
    return this.progress;
  }
  async confirmPairing(id: string, digits: string): Promise<OfferProgress> {
    this.#ask(`confirmPairing ${id} ${digits}`);
    const triesLeft = this.progress.triesLeft - 1;
    this.progress =
      digits === this.digits
        ? { ...this.progress, state: 'confirmed' }
        : { ...this.progress, triesLeft, state: triesLeft > 0 ? 'claimed' : 'refused' };
    return this.progress;
  }
  async refusePairing(id: string): Promise<void> {
    this.#ask(`refusePairing ${id}`);
  }

  async pairedDevices(): Promise<readonly PairedDevice[]> {
    this.#ask('pairedDevices');
    return this.paired;
  }
  async renameDevice(id: string, name: string): Promise<readonly PairedDevice[]> {
    this.#ask(`renameDevice ${id} ${name}`);
    this.paired = this.paired.map((device) => (device.id === id ? { ...device, name } : device));
    return this.paired;
  }
  async revokeDevice(id: string): Promise<readonly PairedDevice[]> {
    this.#ask(`revokeDevice ${id}`);
    this.paired = this.paired.filter((device) => device.id !== id);
    return this.paired;
  }

  async claimPairing(code: string, name: string): Promise<ShownDigits> {
    this.#ask(`claimPairing ${code} ${name}`);
    return { digits: this.digits, expiresAtMs: Date.now() + 5 * MINUTE_MS };
  }
  async claimProgress(): Promise<ClaimProgress> {
    this.#ask('claimProgress');
    return this.claim;
  }

  #ask(call: string): void {
    this.calls.push(call);
    if (this.pairingFails) throw this.pairingFails;
  }
}
