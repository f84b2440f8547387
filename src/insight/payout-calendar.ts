import { gammaQuantile } from '../numerics/gamma-quantile.ts';
import { gammaP } from '../numerics/incomplete-gamma.ts';

/** An account that waits for its next payment. Sums in coins. */
export interface PayoutWait {
  readonly balance: number;
  readonly minPayout: number;
  readonly coinsPerDay: number;
  /** Credits a day on the mean: the pool's blocks where blocks pay, own shares where shares do. */
  readonly creditsPerDay: number;
  /** How well the rate itself is known: hashrate, difficulty; relative, 0 where absent. */
  readonly rateRelativeSd?: number | undefined;
  readonly nowMs: number;
  /** The pool sends at this hour of the UTC day only, 0..24; at any time where absent. */
  readonly sendsAtUtcHour?: number | undefined;
}

export interface NextPayout {
  /** As likely earlier as later. */
  readonly medianMs: number;
  readonly earliestMs: number;
  readonly latestMs: number;
  /** Still to be earned; 0 where it is due. */
  readonly missingCoins: number;
}

const DAY_MS = 86_400_000;
/** Above so many credits the law hardly changes any more, and its quantile would take long. */
const MOST_CREDITS = 1e6;

/** A payment that is foreseen among others. */
export interface ForeseenPayout extends NextPayout {
  /** About so much is sent; what the last credit brings above the minimum is in it. */
  readonly coins: number;
  /** That it comes before the end of the calendar, 0..1. */
  readonly chance: number;
}

export interface CalendarSpan {
  /** Of [earliest, latest], 0..1. */
  readonly confidence: number;
  readonly untilMs: number;
}

/** Payments that come with a lower chance are no part of a calendar, but for the next one. */
const LEAST_CHANCE = 0.1;

/**
 * When the balance reaches the minimum: it takes n = ⌈missing / credit⌉ credits, which come as a Poisson process, so the
 * wait is Gamma(n) over their rate; an uncertain rate widens it, as a Gamma law with the summed relative variance.
 *
 * @param confidence of [earliest, latest], 0..1
 * @returns undefined where nothing is earned
 * @example a pool of two blocks a day that pays 1e-5 each, 1e-4 missing: between 2.7 and 7.9 days with 90 %
 */
export function nextPayout(wait: PayoutWait, confidence: number): NextPayout | undefined {
  const missingCoins = Math.max(0, wait.minPayout - wait.balance);
  const credits = creditsFor(missingCoins, wait);
  return credits === undefined ? undefined : { ...waitLaw(credits, wait, confidence), missingCoins };
}

/**
 * The next payments, and those after them until a moment: each empties the balance, so the kth takes the credits of all
 * before it, and the same law holds of their sum. No pool is counted on to send more than once a day. A payment stays in
 * the calendar down to a chance of one in ten; the next one always.
 *
 * @returns empty where nothing is earned and the balance is not enough
 */
export function foreseenPayouts(
  wait: PayoutWait,
  { confidence, untilMs }: CalendarSpan,
): readonly ForeseenPayout[] {
  const next = nextPayout(wait, confidence);
  if (!next) return [];
  const { balance, minPayout, coinsPerDay, creditsPerDay, nowMs } = wait;
  const first = creditsFor(next.missingCoins, wait) ?? 0;
  const coinsPerCredit = creditsPerDay > 0 ? coinsPerDay / creditsPerDay : 0;
  const days = (untilMs - nowMs) / DAY_MS;
  const coming: ForeseenPayout[] = [
    { ...next, coins: balance + first * coinsPerCredit, chance: chanceWithin(days, first, wait) },
  ];
  if (!(coinsPerDay > 0) || !(creditsPerDay > 0)) return coming;
  const between = Math.max(creditsFor(minPayout, wait) ?? 0, Math.ceil(creditsPerDay));
  for (let credits = first + between; ; credits += between) {
    const chance = chanceWithin(days, credits, wait);
    if (!(chance >= LEAST_CHANCE)) return coming;
    const coins = between * coinsPerCredit;
    coming.push({ ...waitLaw(credits, wait, confidence), missingCoins: coins, coins, chance });
  }
}

/** Credits that bring so many coins; undefined where nothing is earned. */
function creditsFor(coins: number, { coinsPerDay, creditsPerDay }: PayoutWait): number | undefined {
  if (coins === 0) return 0;
  if (!(coinsPerDay > 0) || !(creditsPerDay > 0)) return undefined;
  // A hair less, so that 1e-4 over 1e-5 is ten credits and not eleven.
  return Math.max(1, Math.ceil((coins * creditsPerDay) / coinsPerDay - 1e-9));
}

function waitLaw(
  credits: number,
  wait: PayoutWait,
  confidence: number,
): Pick<NextPayout, 'medianMs' | 'earliestMs' | 'latestMs'> {
  const at = (p: number) => {
    const shape = shapeOf(credits, wait);
    const days = credits === 0 ? 0 : ((gammaQuantile(shape, p) / shape) * credits) / wait.creditsPerDay;
    return sentAt(wait.nowMs + days * DAY_MS, wait.sendsAtUtcHour);
  };
  const side = (1 - confidence) / 2;
  return { medianMs: at(0.5), earliestMs: at(side), latestMs: at(1 - side) };
}

function chanceWithin(days: number, credits: number, wait: PayoutWait): number {
  if (credits === 0) return 1;
  const shape = shapeOf(credits, wait);
  return gammaP(shape, (shape * days * wait.creditsPerDay) / credits);
}

function shapeOf(credits: number, { rateRelativeSd = 0 }: PayoutWait): number {
  return Math.min(MOST_CREDITS, 1 / (1 / credits + rateRelativeSd ** 2));
}

/** The first moment not before `atMs` at which the pool sends. */
function sentAt(atMs: number, utcHour: number | undefined): number {
  if (utcHour === undefined) return atMs;
  const offsetMs = utcHour * 3_600_000;
  return Math.ceil((atMs - offsetMs) / DAY_MS) * DAY_MS + offsetMs;
}
