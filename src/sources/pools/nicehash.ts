import { algorithmOf } from '../../domain/algorithm-word.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { amountOf, fieldsOf, listOf, textOf } from '../fields.ts';
import { atLeastOne } from '../history.ts';
import { countOf, positiveOf } from '../positive.ts';
import { jsonOf } from '../reply.ts';
import type { Source, SourceReply } from '../source.ts';

const PROVIDER = 'nicehash';
const SATOSHI = 1e-8;

/**
 * Names by number, 0 to 56, which never change (nicehash/NiceHashMiner AlgorithmType). Later ones are told by
 * {@link nicehashAlgorithms} only.
 */
const NAMES =
  `SCRYPT SHA256 SCRYPTNF X11 X13 KECCAK X15 NIST5 NEOSCRYPT LYRA2RE WHIRLPOOLX QUBIT QUARK AXIOM LYRA2REV2
  SCRYPTJANENF16 BLAKE256R8 BLAKE256R14 BLAKE256R8VNL HODL DAGGERHASHIMOTO DECRED CRYPTONIGHT LBRY EQUIHASH PASCAL X11GOST
  SIA BLAKE2S SKUNK CRYPTONIGHTV7 CRYPTONIGHTHEAVY LYRA2Z X16R CRYPTONIGHTV8 SHA256ASICBOOST ZHASH BEAM GRINCUCKAROO29
  GRINCUCKATOO31 LYRA2REV3 MTP CRYPTONIGHTR CUCKOOCYCLE GRINCUCKAROOD29 BEAMV2 X16RV2 RANDOMXMONERO EAGLESONG CUCKAROOM
  GRINCUCKATOO32 HANDSHAKE KAWPOW CUCKAROO29BFC BEAMV3 CUCKAROOZ29 OCTOPUS`.split(/\s+/);

/** A price of the market for hash rate, and how much of it is sold. */
export interface HashMarketPrice extends WorkPrice {
  readonly soldHs?: number | undefined;
}

/** An algorithm of the market: what one unit of its miners' rates is. */
export interface HashMarketAlgorithm {
  readonly number: number;
  /** In capitals: `SHA256ASICBOOST`. */
  readonly name: string;
  /** H/s in one of the unit that rates of its miners are told in. */
  readonly miningUnitHs?: number | undefined;
  readonly port?: number | undefined;
}

export interface HashMarketAsk {
  /** A mean of five minutes, or of the last day. */
  readonly over: 'now' | '24h';
  /** For the names of those that came after {@link NAMES}. */
  readonly algorithms?: readonly HashMarketAlgorithm[] | undefined;
}

/** What buyers pay: `p` in satoshi per H/s per day, `s` sold in H/s. Whether the fee is off already, nobody says. */
export const nicehashPrices: Source<HashMarketAsk, readonly HashMarketPrice[]> = {
  provider: PROVIDER,
  request: ({ over }) => get(`public/stats/global/${over === 'now' ? 'current' : '24h'}`),
  parse: (reply, { over, algorithms = [] }) => {
    const { algos } = fieldsOf(jsonOf(reply));
    if (!Array.isArray(algos)) throw new SourceError('unreadable-reply', 'its answer holds no algorithms');
    return atLeastOne(
      listOf(algos).flatMap((told) => {
        const number = countOf(told.a);
        const name = algorithms.find((each) => each.number === number)?.name ?? NAMES[number ?? -1];
        return priceOf(name, positiveOf(told.p, SATOSHI), over, reply, amountOf(told.s));
      }),
    );
  },
};

/**
 * The same, by name, but rounded to a hundred-millionth of a satoshi: what is less reads 0, as SHA-256 does, and tells
 * nothing. Its `speed` is in the unit of the market, and left aside.
 */
export const nicehashMultiAlgorithm: Source<void, readonly HashMarketPrice[]> = {
  provider: PROVIDER,
  request: () => get('public/simplemultialgo/info'),
  parse: (reply) => {
    const told = algorithmsIn(reply);
    return atLeastOne(
      told.flatMap((row) => priceOf(textOf(row.algorithm), positiveOf(row.paying, SATOSHI), 'now', reply)),
    );
  },
};

/** Numbers, names and units of all its algorithms. */
export const nicehashAlgorithms: Source<void, readonly HashMarketAlgorithm[]> = {
  provider: PROVIDER,
  request: () => get('mining/algorithms'),
  parse: (reply) =>
    atLeastOne(
      algorithmsIn(reply).flatMap((row) => {
        const number = countOf(row.order);
        const name = textOf(row.algorithm)?.toUpperCase();
        if (number === undefined || name === undefined) return [];
        return { number, name, miningUnitHs: positiveOf(row.miningFactor), port: countOf(row.port) };
      }),
    ),
};

/** A request to NiceHash that needs no key. */
export function get(path: string) {
  return { provider: PROVIDER, host: 'api2.nicehash.com', path: `/main/api/v2/${path}` };
}

function algorithmsIn(reply: SourceReply) {
  const { miningAlgorithms } = fieldsOf(jsonOf(reply));
  if (!Array.isArray(miningAlgorithms))
    throw new SourceError('unreadable-reply', 'its answer holds no algorithms');
  return listOf(miningAlgorithms);
}

function priceOf(
  name: string | undefined,
  perHsDay: number | undefined,
  over: 'now' | '24h',
  { receivedAtMs }: SourceReply,
  soldHs?: number | undefined,
): readonly HashMarketPrice[] {
  if (name === undefined || perHsDay === undefined) return [];
  const algorithmName = name.toUpperCase();
  const algorithm = algorithmOf(algorithmName);
  return [
    {
      algorithm,
      algorithmName,
      currency: 'BTC',
      perHsDay,
      over,
      standing: 'paid',
      atMs: receivedAtMs,
      soldHs,
    },
  ];
}
