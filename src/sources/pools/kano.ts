import { type PoolAccount, windowsOf } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, numberOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { bodyOf, jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';

const PROVIDER = 'kano';
const [FIVE_MINUTES_MS, HOUR_MS] = [300_000, 3_600_000];

export interface KanoAsk {
  readonly user: string;
}

/** The account's rates. All figures are text in H/s, `?` where unknown (ctubio/ckpool pool/page_api.php, base.php). */
export const kanoAccount: Source<KanoAsk, PoolAccount> = {
  provider: PROVIDER,
  request,
  parse: (reply) => {
    const told = tellingAny(fieldsIn(reply), ['u_hashrate5m', 'u_hashrate1hr']);
    return accountPart(reply.receivedAtMs, { hashrates: ratesOf(told, 'u') });
  },
};

/** The pool, by the same answer: the work of this round against the difficulty of the network. */
export const kanoPool: Source<KanoAsk, PoolState> = {
  provider: PROVIDER,
  request,
  parse: (reply) => {
    const told = tellingAny(fieldsIn(reply), ['p_hashrate5m', 'p_hashrate1hr', 'blockacc', 'currndiff']);
    const [accepted, networkDifficulty] = [amountOf(told.blockacc), positiveOf(told.currndiff)];
    return {
      atMs: reply.receivedAtMs,
      coin: 'BTC',
      hashrates: ratesOf(told, 'p'),
      luck: [],
      blocks: [],
      work: { accepted, rejected: amountOf(told.blockerr) },
      networkDifficulty,
      roundProgress:
        accepted === undefined || networkDifficulty === undefined
          ? undefined
          : numberOf(accepted / networkDifficulty),
      blockHeight: countOf(told.lastheight),
    };
  },
};

function request({ user }: KanoAsk) {
  const query = new URLSearchParams({ k: 'api', username: user, json: 'y' });
  return { provider: PROVIDER, host: 'www.kano.is', path: `/index.php?${query}` };
}

/** `{"nil": "0"}`, or the bare word, is what it says to a user or a key that it does not know. */
function fieldsIn(reply: SourceReply): Fields {
  const told = bodyOf(reply).trim() === 'nil' ? { nil: '0' } : fieldsOf(jsonOf(reply));
  if ('nil' in told) throw new SourceError('refused', 'it does not know this user with this key');
  return told;
}

function ratesOf(told: Fields, whose: 'u' | 'p') {
  return windowsOf([
    [FIVE_MINUTES_MS, amountOf(told[`${whose}_hashrate5m`])],
    [HOUR_MS, amountOf(told[`${whose}_hashrate1hr`])],
  ]);
}
