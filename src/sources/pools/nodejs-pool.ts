import { type PoolAccount, windowsOf } from '../../domain/pool-account.ts';
import { amountOf, fieldsOf, secondsOf, textOf } from '../fields.ts';
import { jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { toldFailure } from './told-failure.ts';

export interface NodejsPoolAsk {
  /** Payout address, which is public. */
  readonly address: string;
}

const PICONEROS = 1e12;

/**
 * An address at a pool on Snipa22/nodejs-pool (lib/api.js): amounts in 1e-12 XMR, all its work ever as hashes, which
 * are units of Monero's difficulty.
 */
export function nodejsPoolAccount(
  provider: string,
  host: string,
  base: '' | '/api',
): Source<NodejsPoolAsk, PoolAccount> {
  return {
    provider,
    request: ({ address }) => ({
      provider,
      host,
      path: `${base}/miner/${encodeURIComponent(address)}/stats`,
    }),
    parse: (reply) => {
      const told = fieldsOf(jsonOf(reply));
      const words = textOf(told.error);
      if (words !== undefined) throw toldFailure(words);
      tellingAny(told, ['hash', 'totalHashes', 'amtPaid', 'amtDue', 'lastHash']);
      const accepted = amountOf(told.totalHashes);
      return accountPart(reply.receivedAtMs, {
        hashrates: windowsOf([[undefined, amountOf(told.hash)]]),
        coins: [{ coin: 'XMR', balance: moneroOf(told.amtDue), paid: moneroOf(told.amtPaid) }],
        work: accepted === undefined ? undefined : { accepted },
        lastShareAtMs: secondsOf(told.lastHash),
      });
    },
  };
}

function moneroOf(value: unknown): number | undefined {
  const amount = amountOf(value);
  return amount === undefined ? undefined : amount / PICONEROS;
}
