import {
  decayingRates,
  type PoolAccount,
  type PoolWorker,
  type ShareWork,
  windowsOf,
} from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import { SourceError } from '../../domain/source-error.ts';
import { amountOf, type Fields, fieldsOf, isFields, listOf, secondsOf, textOf } from '../fields.ts';
import { countOf, positiveOf } from '../positive.ts';
import { bodyOf, jsonOf } from '../reply.ts';
import type { Source } from '../source.ts';
import { accountPart, tellingAny } from './account-part.ts';
import { suffixedOf } from './rate-unit.ts';

const PROVIDER = 'ckpool';

/** Hosts that run ckpool and let anybody read its files. */
export const CKPOOL_HOSTS = [
  'solo.ckpool.org',
  'eusolo.ckpool.org',
  'ausolo.ckpool.org',
  'solo.braiins.com',
] as const;

export interface CkpoolAsk {
  /** One of {@link CKPOOL_HOSTS}. */
  readonly host: string;
}

export interface CkpoolUserAsk extends CkpoolAsk {
  /** The payout address, which is the user name. */
  readonly address: string;
}

/** Windows of its rates, by the ending of the field's name (ckolivas/ckpool src/stratifier.c). */
const WINDOWS = [
  ['1m', 60_000],
  ['5m', 300_000],
  ['15m', 900_000],
  ['1hr', 3_600_000],
  ['6hr', 21_600_000],
  ['1d', 86_400_000],
  ['7d', 604_800_000],
] as const;

/**
 * A user of ckpool: a file that it writes anew every minute, 404 for who has never mined there. `shares` is the sum of
 * their difficulty. Files of old know neither `bestever` nor `authorised`.
 */
export const ckpoolUser: Source<CkpoolUserAsk, PoolAccount> = {
  provider: PROVIDER,
  request: ({ host, address }) => ({
    provider: PROVIDER,
    host,
    path: `/users/${encodeURIComponent(address)}`,
  }),
  parse: (reply, { address }) => {
    const told = fieldsOf(jsonOf({ ...reply, text: withExactSums(reply.text) }));
    const hashrates = ratesOf(told);
    const work = workOf(told);
    if (hashrates.length === 0 && work === undefined)
      throw new SourceError('unreadable-reply', 'its answer holds neither a rate nor shares');
    return accountPart(reply.receivedAtMs, {
      user: address,
      hashrates,
      work,
      workers: listOf(told.worker).flatMap(workerOf),
      workerCounts: { active: countOf(told.workers) },
      lastShareAtMs: secondsOf(told.lastshare),
      startedAtMs: secondsOf(told.authorised),
      bestDifficulty: positiveOf(told.bestever),
      bestSessionDifficulty: positiveOf(told.bestshare),
    });
  },
};

/** The pool as a whole: several objects, one a line. A line that is cut short costs itself. */
export const ckpoolState: Source<CkpoolAsk, PoolState> = {
  provider: PROVIDER,
  request: ({ host }) => ({ provider: PROVIDER, host, path: '/pool/pool.status' }),
  parse: (reply) => {
    const told = tellingAny(merged(bodyOf(reply)) ?? fieldsOf(jsonOf(reply)), [
      'hashrate1m',
      'Workers',
      'accepted',
    ]);
    const progressPct = amountOf(told.diff);
    return {
      atMs: secondsOf(told.lastupdate) ?? reply.receivedAtMs,
      coin: 'BTC',
      hashrates: ratesOf(told),
      users: countOf(told.Users),
      workers: countOf(told.Workers),
      luck: [],
      blocks: [],
      roundProgress: progressPct === undefined ? undefined : progressPct / 100,
      work: { accepted: amountOf(told.accepted), rejected: amountOf(told.rejected) },
      sharesPerSecond: amountOf(told.SPS1m),
      bestDifficulty: positiveOf(told.bestshare),
    };
  },
};

/** Means that forget, by `decay_time` of ckolivas/ckpool src/libckpool.c: f ← (f + x·p)/(1 + p), p = 1 − e^(−t/window). */
function ratesOf(told: Fields) {
  return decayingRates(
    windowsOf(
      WINDOWS.map(([ending, windowMs]) => [windowMs, suffixedOf(told[`hashrate${ending}`])] as const),
    ),
  );
}

function workOf({ shares }: Fields): ShareWork | undefined {
  const accepted = amountOf(shares);
  if (accepted === undefined) return undefined;
  const isWhole = typeof shares === 'string' ? /^\d+$/.test(shares) : Number.isSafeInteger(shares);
  return { accepted, acceptedExact: isWhole ? BigInt(String(shares)) : undefined };
}

function workerOf(told: Fields): readonly PoolWorker[] {
  const name = textOf(told.workername);
  if (name === undefined) return [];
  return [
    {
      name,
      hashrates: ratesOf(told),
      work: workOf(told),
      lastShareAtMs: secondsOf(told.lastshare),
      bestDifficulty: positiveOf(told.bestever),
      bestSessionDifficulty: positiveOf(told.bestshare),
    },
  ];
}

/** Sums past 2^53 as text, before JSON.parse rounds them: a busy account passes that within months. */
function withExactSums(text: string): string {
  return text.replaceAll(/("shares"\s*:\s*)(\d{16,})(?=\s*[,}])/g, '$1"$2"');
}

function merged(text: string): Fields | undefined {
  const lines = text.split('\n').flatMap((line) => {
    try {
      const told: unknown = JSON.parse(line);
      return isFields(told) ? [told] : [];
    } catch {
      // Cut short, or no JSON at all: the other lines may still be whole.
      return [];
    }
  });
  return lines.length === 0 ? undefined : Object.assign({}, ...lines);
}
