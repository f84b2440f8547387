import type { WatchedEarnings } from '../../domain/health/health-report.ts';
import {
  type EarningsSpan,
  type EarningsWatch,
  earningsDrop,
  NEW_EARNINGS,
  watchEarnings,
  weighedDay,
} from '../anomaly/earnings-watch.ts';
import type { FleetFinding } from '../anomaly/fleet-watch.ts';
import { book, type FindingBook } from './finding-book.ts';

/** The pay of pools as far as it has been held against the hashrate. A plain value: it is kept, and gone on from. */
export interface EarningsPast {
  /** By {@link accountKey}. */
  readonly accounts: Readonly<Record<string, AccountPast>>;
  readonly book: FindingBook;
}

export interface AccountPast extends WatchedEarnings {
  readonly watch: EarningsWatch;
}

/** So many days of an account are remembered: a finding of a year ago still shows what it was found by. */
const MOST_JUDGED = 366;

export const NO_EARNINGS: EarningsPast = { accounts: {}, book: [] };

/** Days of an account of which all is known, and why there are no more of them. */
export interface AccountDays extends Pick<WatchedEarnings, 'provider' | 'coin' | 'missing'> {
  /** Whose work it is paid for. */
  readonly minerIds: readonly string[];
  /** Oldest first, and none that was judged before. */
  readonly days: readonly EarningsSpan[];
}

export interface EarningsFacts {
  readonly falseAlarmsPerMonth: number;
  /** How many accounts share that: see {@link watchedAccounts}. */
  readonly accounts: number;
  /** Findings that the owner called false alarms, by id. */
  readonly calledFalse: ReadonlySet<string>;
}

/** How many of these accounts can raise an alarm: those of which any day was, or is now to be, judged. */
export function watchedAccounts(past: EarningsPast, accounts: readonly AccountDays[]): number {
  return accounts.filter(
    (account) => account.days.length > 0 || (past.accounts[accountKey(account)]?.days ?? 0) > 0,
  ).length;
}

/** Takes in further days of an account. */
export function judgeEarnings(past: EarningsPast, account: AccountDays, facts: EarningsFacts): EarningsPast {
  const { provider, coin, missing, days } = account;
  const key = accountKey(account);
  const before = past.accounts[key] ?? { provider, coin, days: 0, watch: NEW_EARNINGS };
  const isOwn = ({ finding }: FindingBook[number]) =>
    finding.account !== undefined && accountKey(finding.account) === key;
  let own: FindingBook = past.book.filter(isOwn);
  const judged = [...(before.judged ?? []), ...days.flatMap((day) => weighedDay(day) ?? [])];
  let { watch, toMs } = ownedUp(before, own, facts.calledFalse);
  for (const day of days) {
    watch = watchEarnings(watch, day);
    const found = dropOf(watch, account, facts);
    own = book(own, toMs ?? day.fromMs, day.toMs, found ? [found] : []);
    toMs = day.toMs;
  }
  return {
    accounts: {
      ...past.accounts,
      [key]: {
        provider,
        coin,
        missing,
        toMs,
        watch,
        days: before.days + days.length,
        judged: judged.slice(-MOST_JUDGED),
      },
    },
    book: [...past.book.filter((booked) => !isOwn(booked)), ...own],
  };
}

export function accountKey({ provider, coin }: Pick<WatchedEarnings, 'provider' | 'coin'>): string {
  return `${provider} ${coin}`;
}

/** What was kept; nothing of it where it cannot be read. */
export function readEarnings(kept: unknown): EarningsPast {
  return isPast(kept) ? kept : NO_EARNINGS;
}

/** What its owner calls false begins anew: more of the same evidence would call the same again. */
function ownedUp(account: AccountPast, own: FindingBook, calledFalse: ReadonlySet<string>): AccountPast {
  const { sinceMs } = account.watch.score;
  const isFalse = own.some(({ id, finding }) => calledFalse.has(id) && finding.sinceMs === sinceMs);
  return isFalse ? { ...account, watch: NEW_EARNINGS } : account;
}

function dropOf(
  watch: EarningsWatch,
  { provider, coin, minerIds }: AccountDays,
  { falseAlarmsPerMonth, accounts }: EarningsFacts,
): FleetFinding | undefined {
  const found = earningsDrop(watch, falseAlarmsPerMonth, accounts);
  const { law, creditedCoins, count } = watch;
  if (!found || !law) return undefined;
  const expectedCoins = law.forShares + law.forBlocks;
  return { ...found, account: { provider, coin, minerIds, days: count, creditedCoins, expectedCoins } };
}

function isPast(kept: unknown): kept is EarningsPast {
  const { accounts, book: booked }: { accounts?: unknown; book?: unknown } = Object(kept);
  return (
    typeof accounts === 'object' &&
    accounts !== null &&
    Object.values(accounts).every(isAccount) &&
    Array.isArray(booked) &&
    booked.every(
      (each: unknown) => typeof Object(each).id === 'string' && Object(Object(each).finding).account,
    )
  );
}

function isAccount(value: unknown): boolean {
  const { provider, coin, days, watch, judged } = Object(value);
  const { score, creditedCoins } = Object(watch);
  return (
    typeof provider === 'string' &&
    typeof coin === 'string' &&
    [days, creditedCoins, Object(score).nats].every(Number.isFinite) &&
    // Absent until Davylamp kept single days.
    (judged === undefined || (Array.isArray(judged) && judged.every(isDay)))
  );
}

function isDay(value: unknown): boolean {
  const { fromMs, toMs, creditedCoins, expectedCoins, lowCoins, highCoins, toleratedCoins } = Object(value);
  return [fromMs, toMs, creditedCoins, expectedCoins, lowCoins, highCoins, toleratedCoins].every(
    (each) => typeof each === 'number',
  );
}
