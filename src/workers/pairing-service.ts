import {
  claimOffer,
  claimProgressOf,
  confirmOffer,
  offerPairing,
  offerProgressOf,
  pairedDevices,
  refuseOffer,
  renameDevice,
  revokeDevice,
} from '../collect/proxy-pairing.ts';
import type { ProxyConnection } from '../collect/proxy-transport.ts';
import type { ProxyCheck } from '../domain/fleet-view.ts';
import type { Miner } from '../domain/miner.ts';
import type { HandedMiner, PairingFailure } from '../domain/pairing.ts';
import { pairingDigits, tokenHashOf } from '../domain/pairing-digits.ts';
import type { PairingApi } from './pairing-api.ts';

export interface PairingServicePorts {
  /** The way to the helper, with this browser's token; absent in the demo. */
  readonly connection?: (() => ProxyConnection) | undefined;
  readonly pair: (token: string) => Promise<ProxyCheck>;
  readonly miners: () => Promise<readonly Miner[]>;
  /** A new token, from good randomness. */
  readonly newToken: () => string;
}

/** Pairing of further devices, on both of its sides. */
export function createPairingService({
  connection,
  pair,
  miners,
  newToken,
}: PairingServicePorts): PairingApi {
  /** Made here; the claim carries its hash, and every call after that the token itself, in a header. */
  let claimed: string | undefined;
  const way = () => (connection ?? noHelper)();
  return {
    offerPairing: async () => offerPairing(way()),
    offerProgress: async (id) => offerProgressOf(way(), id),
    confirmPairing: async (id, digits) =>
      confirmOffer(way(), id, { digits, miners: (await miners()).map(handed) }),
    refusePairing: async (id) => refuseOffer(way(), id),
    pairedDevices: async () => pairedDevices(way()),
    renameDevice: async (id, name) => renameDevice(way(), id, name),
    revokeDevice: async (id) => revokeDevice(way(), id),
    async claimPairing(code, name) {
      const token = newToken();
      const tokenHash = await tokenHashOf(token);
      const { nonce, expiresAtMs } = await claimOffer(way(), { code, tokenHash, name });
      claimed = token;
      return { digits: await pairingDigits({ code, tokenHash, nonce }), expiresAtMs };
    },
    async claimProgress() {
      if (claimed === undefined) throw failure('wrong-token');
      const progress = await claimProgressOf({ ...way(), token: claimed });
      if (progress.state === 'confirmed') {
        const { proxy } = await pair(claimed);
        if (proxy !== 'ok') throw failure(proxy === 'no-proxy' ? 'no-proxy' : 'wrong-token');
      }
      return progress;
    },
  };
}

/** 256 bits, as the helper's own token has. */
export function randomToken(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function handed({ address, name, tags = [] }: Miner): HandedMiner {
  return { address: { host: address.host, port: address.port }, name, tags };
}

function noHelper(): never {
  throw failure('no-proxy');
}

function failure(problem: PairingFailure['problem']): PairingFailure {
  return { pairingFailure: true, problem };
}
