import { networkHashrateHs } from '../domain/economics/hashprice.ts';
import type { OutsidePoint } from '../domain/outside-series.ts';
import { Random } from '../numerics/random.ts';
import type { OutsideStore } from '../store/outside-store.ts';
import type { SourceStore } from '../store/source-store.ts';
import { NETWORK } from '../twin/answers/axeos-info.ts';
import { type MarketPast, simulateMarket } from '../twin/market.ts';
import { MILD_WEATHER, outdoorTempAt } from '../twin/weather.ts';
import { answersNow } from './demo-market-answers.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** As much as sources fill in of a real fleet's market at first use. */
const PAST_DAYS = 180;
/** How late after its moment a source tells: an hour's price, a retarget, a mean; a day's statistics. */
const PRICE_DELAY_MS = MINUTE_MS;
const CHAIN_DELAY_MS = 10 * MINUTE_MS;
const STATISTICS_DELAY_MS = DAY_MS + 3 * HOUR_MS;
const FEE_MEAN_MS = 3 * HOUR_MS;
/** How far ahead the weather is told, and by how much that is off after an hour (it grows with the root of time), K. */
const WEATHER_AHEAD_HOURS = 48;
const WEATHER_ERROR_K = 0.25;
/** Coins a block, with which the typed price of work, the typed price of bitcoin and the miners' difficulty agree. */
const FEES_PER_BLOCK = 0.03;
const HASHES_PER_DIFFICULTY = 2 ** 32;

export interface DemoMarketPorts {
  readonly outside: Pick<OutsideStore, 'add' | 'forget'>;
  readonly sources: Pick<SourceStore, 'putAnswer'>;
  readonly nowMs: number;
  readonly seed: number;
  readonly currency: string;
  /** Money for a bitcoin now, as it was typed. */
  readonly btcPrice: number;
  readonly signal: AbortSignal;
}

/** One series of the past, as sources would have told it. */
interface ToldSeries {
  readonly name: string;
  readonly points: readonly OutsidePoint[];
}

/**
 * Gives the demo a market and a weather with a past: half a year of the price of bitcoin, of its chain and of the air
 * outside, made up, and told as sources would have told them. What an earlier visit left is forgotten first, as it ended
 * elsewhere. Only the learner reads it: pages count with what was typed, with which its end agrees.
 * @returns its difficulty at any moment
 * @throws StoreError
 */
export async function layDownMarket(ports: DemoMarketPorts): Promise<(atMs: number) => number> {
  const { outside, sources, nowMs, seed, currency, btcPrice, signal } = ports;
  const { difficulty, blockHeight: height } = NETWORK;
  const end = { atMs: nowMs, price: btcPrice, difficulty, height, feesPerBlock: FEES_PER_BLOCK };
  const market = simulateMarket(seed, end, PAST_DAYS);
  const { retargets } = market.chain;
  const difficultyAt = (atMs: number) =>
    retargets.findLast((retarget) => retarget.atMs <= atMs)?.difficulty ?? difficulty;
  const all = [...marketTold(market, nowMs, currency), weatherTold(nowMs, seed)];
  await outside.forget(['price:BTC:', ...all.slice(1).map(({ name }) => name)]);
  for (const { name, points } of all) {
    if (signal.aborted) return difficultyAt;
    await outside.add(name, points);
  }
  for (const answer of answersNow(market.chain, end, currency)) {
    if (signal.aborted) return difficultyAt;
    await sources.putAnswer(answer);
  }
  return difficultyAt;
}

/** The price by the hour first, then what is told of the chain. */
function marketTold(market: MarketPast, nowMs: number, currency: string): readonly ToldSeries[] {
  const { pricesAtMs, prices, chain } = market;
  const known = (delayMs: number, points: readonly OutsidePoint[]) =>
    points
      .map((point) => ({ ...point, knownAtMs: point.atMs + delayMs }))
      // Heard before the visitor came.
      .filter(({ knownAtMs }) => knownAtMs <= nowMs);
  const days = spansOf(market, DAY_MS);
  return [
    {
      name: `price:BTC:${currency}`,
      points: known(
        PRICE_DELAY_MS,
        [...pricesAtMs].map((atMs, t) => ({ atMs, value: prices[t] ?? Number.NaN })),
      ),
    },
    {
      name: 'difficulty:BTC',
      points: known(
        CHAIN_DELAY_MS,
        chain.retargets.map(({ atMs, difficulty }) => ({ atMs, value: difficulty })),
      ),
    },
    {
      name: 'rate:BTC',
      points: known(
        CHAIN_DELAY_MS,
        days.map(({ endMs, work }) => ({ atMs: endMs, value: rateOf(work, DAY_MS) ?? Number.NaN })),
      ),
    },
    {
      name: 'fees:BTC',
      points: known(
        CHAIN_DELAY_MS,
        spansOf(market, FEE_MEAN_MS).map(({ endMs, fees, blocks }) => ({
          atMs: endMs,
          value: fees / blocks,
        })),
      ),
    },
    {
      name: 'chain:fees:BTC',
      points: known(
        STATISTICS_DELAY_MS,
        days.map(({ endMs, fees }) => ({ atMs: endMs - DAY_MS, value: fees })),
      ),
    },
  ];
}

interface ChainSpan {
  readonly endMs: number;
  readonly blocks: number;
  /** Sum of the blocks' difficulties, and of their fees in coins. */
  readonly work: number;
  readonly fees: number;
}

/** What was found in each full span of the clock. */
function spansOf({ chain, fees }: MarketPast, spanMs: number): readonly ChainSpan[] {
  const spans: ChainSpan[] = [];
  let epoch = 0;
  for (const [block, atMs] of chain.blocksAtMs.entries()) {
    if ((chain.retargets[epoch + 1]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs) epoch++;
    const endMs = (Math.floor(atMs / spanMs) + 1) * spanMs;
    const last = spans.at(-1);
    const before = last?.endMs === endMs ? last : { endMs, blocks: 0, work: 0, fees: 0 };
    if (before === last) spans.pop();
    spans.push({
      endMs,
      blocks: before.blocks + 1,
      work: before.work + (chain.retargets[epoch]?.difficulty ?? Number.NaN),
      fees: before.fees + (fees[block] ?? Number.NaN),
    });
  }
  // The first one began before the past does.
  return spans.slice(1);
}

function rateOf(work: number, spanMs: number): number | undefined {
  return networkHashrateHs({
    difficulty: work,
    hashesPerDifficulty: HASHES_PER_DIFFICULTY,
    blocks: 1,
    seconds: spanMs / 1000,
  });
}

/** What the air was by the hour, and what it is expected to be in the next two days. */
function weatherTold(nowMs: number, seed: number): ToldSeries {
  const tempAt = outdoorTempAt({ ...MILD_WEATHER, seed });
  const random = Random.labelled(seed, 'weather forecast');
  const hourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const points: OutsidePoint[] = [];
  for (let atMs = hourMs - PAST_DAYS * DAY_MS; atMs <= hourMs; atMs += HOUR_MS)
    points.push({ atMs, value: tenth(tempAt(atMs)), knownAtMs: atMs });
  let errorK = 0;
  for (let hour = 1; hour <= WEATHER_AHEAD_HOURS; hour++) {
    const atMs = hourMs + hour * HOUR_MS;
    errorK += WEATHER_ERROR_K * random.normal();
    points.push({ atMs, value: tenth(tempAt(atMs) + errorK), knownAtMs: nowMs });
  }
  return { name: 'weather:temp', points };
}

/** Weather services tell tenths of a degree. */
function tenth(tempC: number): number {
  return Math.round(10 * tempC) / 10;
}
