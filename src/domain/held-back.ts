import type { Doubt } from './doubt.ts';
import type { NetworkState } from './network-state.ts';
import type { Quote } from './quote.ts';
import type { Answer, Sourced } from './sourced.ts';

/** What another provider said, and what of that is in doubt. */
type Other = Pick<Answer, 'provider' | 'heard' | 'doubts'>;

/** What may count of an answer, and what of it is in doubt. */
export interface Checked {
  readonly heard: Sourced<unknown>;
  readonly doubts: readonly Doubt[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What somebody else said longer ago proves nothing about a price of now. */
const OTHERS_COUNT_MS = 2 * HOUR_MS;
/** What it said itself longer ago stands against nothing any more. */
const OWN_COUNTS_MS = 3 * DAY_MS;
/** Markets of Bitcoin differ by a percent, and dollars from euros by more than this; small coins are traded thinly. */
const SAME_PRICE = { BTC: 1.1, other: 1.5 };
/** A price that moves farther between two looks is a mistake of somebody's; after days it may. */
const LONGEST_JUMP = 1.5;
const LONGEST_JUMP_OF_DAYS = 3;
/** A retarget of Bitcoin's is held to four times (bitcoin/bitcoin src/pow.cpp, CalculateNextWorkRequired). */
const LONGEST_RETARGET = 4;

/**
 * An answer without those of its figures that are far from what is known, which stands in their place with its age. What
 * another provider says of the same hour vouches for a figure; else it is held against what its own provider said last.
 * One that is heard for the first time, and that all others contradict, is left out.
 * @param before what that provider said last
 * @param others what other providers of the same quantity said
 */
export function heldBack(
  quantity: string,
  heard: Sourced<unknown>,
  before: Sourced<unknown> | undefined,
  others: readonly Other[],
): Checked {
  if (quantity.startsWith('prices:')) return checkedPrices(heard, before, others);
  if (quantity.startsWith('network:')) return checkedNetwork(heard, before, others);
  return { heard, doubts: [] };
}

interface Known {
  readonly value: number;
  readonly by: string;
  readonly atMs: number;
}

function checkedPrices(
  heard: Sourced<unknown>,
  before: Sourced<unknown> | undefined,
  others: readonly Other[],
): Checked {
  const doubts: Doubt[] = [];
  const nowMs = heard.receivedAtMs;
  const quotes = quotesOf(heard).flatMap((quote): readonly Quote[] => {
    const { coin, currency, price: told } = quote;
    const own = before && quotesOf(before).find((each) => each.coin === coin && each.currency === currency);
    const known = own && knownPrice(own, before);
    const theirs = others.flatMap((other) => pricesOf(other, coin, currency));
    const limits = { same: coin === 'BTC' ? SAME_PRICE.BTC : SAME_PRICE.other, jump: longestJump };
    const against = contradiction(told, known, theirs, nowMs, limits);
    if (!against) return [quote];
    doubts.push({ of: 'price', coin, currency, told, toldAtMs: nowMs, ...against });
    if (against.counted) return [quote];
    return own && isRecent(known, nowMs, OWN_COUNTS_MS) ? [own] : [];
  });
  // As old as the oldest of what stands in for another.
  const times = quotes.filter((quote) => doubts.some(isHeldFor(quote))).map(({ atMs }) => atMs);
  return { heard: { ...heard, value: quotes, atMs: Math.min(heard.atMs, ...times) }, doubts };
}

function isHeldFor({ coin, currency }: Quote): (doubt: Doubt) => boolean {
  return (doubt) => doubt.coin === coin && doubt.currency === currency && !doubt.counted;
}

function checkedNetwork(
  heard: Sourced<unknown>,
  before: Sourced<unknown> | undefined,
  others: readonly Other[],
): Checked {
  const of = workOf(heard, 'difficulty') ? 'difficulty' : 'networkHashrateHs';
  const told = workOf(heard, of)?.value;
  if (told === undefined) return { heard, doubts: [] };
  const known = before && workOf(before, of);
  const theirs = others.flatMap((other) => workTold(other, of));
  const limits = { same: SAME_PRICE.other, jump: () => LONGEST_RETARGET };
  const against = contradiction(told, known, theirs, heard.receivedAtMs, limits);
  // Nodes count the difficulty of some coins in units of their own: another's may vouch, and accuses nobody.
  if (!against || against.knownBy !== heard.provider) return { heard, doubts: [] };
  const { coin } = heard.value as NetworkState;
  const doubts: readonly Doubt[] = [{ of: 'network', coin, told, toldAtMs: heard.receivedAtMs, ...against }];
  return { heard: before ?? heard, doubts };
}

/** Who contradicts a figure; undefined where it stands. */
function contradiction(
  told: number,
  own: Known | undefined,
  others: readonly Known[],
  nowMs: number,
  limits: { readonly same: number; readonly jump: (ageMs: number) => number },
): Pick<Doubt, 'known' | 'knownBy' | 'knownAtMs' | 'counted'> | undefined {
  const recent = others.filter((other) => isRecent(other, nowMs, OTHERS_COUNT_MS));
  if (recent.some(({ value }) => timesOff(told, value) <= limits.same)) return undefined;
  const doubt = ({ value, by, atMs }: Known, counted: boolean) => ({
    known: value,
    knownBy: by,
    knownAtMs: atMs,
    counted,
  });
  if (own && isRecent(own, nowMs, OWN_COUNTS_MS)) {
    if (timesOff(told, own.value) > limits.jump(nowMs - own.atMs)) return doubt(own, false);
    return recent[0] && doubt(recent[0], true);
  }
  return recent[0] && doubt(recent[0], false);
}

function longestJump(ageMs: number): number {
  return (
    LONGEST_JUMP + (LONGEST_JUMP_OF_DAYS - LONGEST_JUMP) * Math.min(Math.max(ageMs / OWN_COUNTS_MS, 0), 1)
  );
}

/** How many times the greater is the lesser. */
function timesOff(one: number, other: number): number {
  return Math.max(one / other, other / one);
}

function isRecent(known: Known | undefined, nowMs: number, withinMs: number): boolean {
  return known !== undefined && Math.abs(nowMs - known.atMs) <= withinMs;
}

function knownPrice({ price, atMs, provider }: Quote, told: Sourced<unknown>): Known {
  return { value: price, by: provider ?? told.provider, atMs: Math.min(atMs, told.receivedAtMs) };
}

/** What another one says: also what is in doubt of it, since two that say the same are right. */
function pricesOf({ provider, heard, doubts = [] }: Other, coin: string, currency: string): readonly Known[] {
  const doubt = doubts.find((each) => each.coin === coin && each.currency === currency && !each.counted);
  if (doubt) return [{ value: doubt.told, by: provider, atMs: doubt.toldAtMs }];
  if (!heard) return [];
  const its = quotesOf(heard).filter((each) => each.coin === coin && each.currency === currency);
  return its.map((each) => knownPrice(each, heard));
}

function workTold(
  { provider, heard, doubts }: Other,
  of: 'difficulty' | 'networkHashrateHs',
): readonly Known[] {
  const doubt = doubts?.find((each) => each.of === 'network');
  if (doubt) return [{ value: doubt.told, by: provider, atMs: doubt.toldAtMs }];
  const known = heard && workOf(heard, of);
  return known ? [known] : [];
}

/** What is stored under a quantity is what its question reads; another version may have stored something else. */
function quotesOf({ value }: Sourced<unknown>): readonly Quote[] {
  return Array.isArray(value) ? (value as readonly Quote[]).filter(({ price }) => price > 0) : [];
}

function workOf(
  { value, provider, atMs }: Sourced<unknown>,
  of: 'difficulty' | 'networkHashrateHs',
): Known | undefined {
  const { [of]: work } = (value ?? {}) as Partial<NetworkState>;
  return work !== undefined && work > 0 ? { value: work, by: provider, atMs } : undefined;
}
