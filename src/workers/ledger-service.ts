import type { Span } from '../domain/economics/covered-span.ts';
import type { LedgerPayout } from '../domain/economics/ledger.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { accountsOf, daysBefore, type KnownDay, ledgerDay } from '../insight/ledger-days.ts';
import { ledgerPayouts } from '../insight/ledger-payouts.ts';
import { METER_SERIES, type MeterRow, meterRows } from '../insight/two-meter-stretches.ts';
import { sumOnGrid } from '../store/sum-on-grid.ts';
import { wallFirst, withWallPower } from '../store/wall-first.ts';
import type { AuditPorts } from './audit-service.ts';
import { workOfRows } from './audit-work.ts';
import type { Ledger, LedgerApi, LedgerAsk } from './ledger-api.ts';
import { chainBook, type Debtor, debtorsOf, owedOn } from './ledger-owed.ts';
import { pastMarkets, pastPrices } from './ledger-prices.ts';

/** Means of five minutes: fine enough for a market's quarter of an hour, coarse enough for a year. */
const STEPS_A_DAY = 288;
/** Read together: the worker also asks miners, and is not to be away from that for longer than a blink. */
const AT_ONCE = 8;
const SUMS: readonly SeriesName[] = ['powerW', 'hashrateHs'];
/** A counter goes on over a night in which nobody looked; before that its last row is no beginning any more. */
const LONGEST_CARRY_MS = 86_400_000;

/** The part of the collector's API that makes the books, one after the other. */
export function createLedgerService(ports: AuditPorts): LedgerApi {
  let running = new AbortController();
  return {
    async makeLedger(ask, onProgress) {
      running.abort();
      running = new AbortController();
      const { signal } = running;
      try {
        return await readLedger(ask, ports, signal, onProgress);
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      }
    },
    async stopLedger() {
      running.abort();
    },
  };
}

/**
 * Reads the past day by day, each miner's rows once.
 * @throws StoreError, AbortError when it is given up
 */
async function readLedger(
  { days: count, timeZone }: LedgerAsk,
  ports: AuditPorts,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Ledger> {
  const nowMs = ports.nowMs();
  const figures = await ports.figures();
  const { settings } = ports.view();
  const spans = daysBefore(nowMs, count, timeZone);
  const within = { fromMs: spans[0]?.fromMs ?? nowMs, toMs: nowMs };
  const accounts = accountsOf(figures);
  const [prices, marketOf, debtors] = await Promise.all([
    pastPrices(coinsOf(figures), settings.currency, figures, within, ports),
    pastMarkets(settings, figures, within, ports),
    debtorsOf(figures, within, ports),
  ]);
  const rewards = accounts.map(({ value }) => value.rewards).filter((list) => list.length > 0);
  const chainAt = chainBook(figures, ports);
  const rows = new DayRows(ports, debtors);
  const days: KnownDay[] = [];
  for (const [i, span] of spans.entries()) {
    signal.throwIfAborted();
    const recorded = await rows.read(span);
    const owed = await owedOn(span, debtors, (id) => rows.workOf(id), chainAt, { figures, nowMs });
    days.push(ledgerDay(span, recorded, { timeZone, settings, marketOf, owed, prices, rewards }));
    onProgress(i + 1);
  }
  const payouts = ledgerPayouts(accounts, prices, within);
  const hasAccount = accounts.some(({ value }) => value.rewards.length + value.payouts.length > 0);
  return { days, payouts, hasAccount, unpricedCoins: unpriced(days, payouts) };
}

/** Sums in satoshi need bitcoin's price, whatever is mined. */
function coinsOf(figures: SourcesView['figures']): readonly string[] {
  const told = accountsOf(figures).flatMap(({ value }) => [...value.rewards, ...value.payouts]);
  return [...new Set(['BTC', ...told.map(({ coin }) => coin)])];
}

/** The rows of a day of all miners: their sums, and of those that somebody owes for, their counters. */
class DayRows {
  readonly #ports: AuditPorts;
  readonly #counted: ReadonlySet<string>;
  readonly #last = new Map<string, MeterRow>();
  #rows = new Map<string, readonly MeterRow[]>();

  constructor(ports: AuditPorts, debtors: readonly Debtor[]) {
    this.#ports = ports;
    this.#counted = new Set(debtors.flatMap(({ miners }) => miners.map(({ miner }) => miner.id)));
  }

  /** Sums of power and rate over all miners, in steps of five minutes. */
  async read(day: Span): Promise<SeriesColumns> {
    const { miners } = this.#ports.view();
    this.#rows = new Map();
    const parts: SeriesColumns[] = [];
    for (let first = 0; first < miners.length; first += AT_ONCE) {
      const some = miners.slice(first, first + AT_ONCE);
      parts.push(...(await Promise.all(some.map(({ miner }) => this.#readOne(miner.id, day)))));
    }
    return sumOnGrid(parts.map(wallFirst), SUMS, { ...day, maxPoints: STEPS_A_DAY });
  }

  async #readOne(minerId: string, day: Span): Promise<SeriesColumns> {
    const isCounted = this.#counted.has(minerId);
    const names = [...new Set([...withWallPower(SUMS), ...(isCounted ? METER_SERIES : [])])];
    const asked = { minerId, names, ...day, maxPoints: Number.POSITIVE_INFINITY };
    const columns = await this.#ports.telemetry.columns(asked);
    if (isCounted) this.#count(minerId, meterRows(columns), day);
    return columns;
  }

  /** The last row of the day before begins this one's first stretch. */
  #count(minerId: string, rows: readonly MeterRow[], day: Span): void {
    const last = this.#last.get(minerId);
    const carried = last && last.atMs >= day.fromMs - LONGEST_CARRY_MS ? [last] : [];
    this.#rows.set(minerId, [...carried, ...rows]);
    const newest = rows.findLast(({ sharesAccepted }) => !Number.isNaN(sharesAccepted));
    if (newest) this.#last.set(minerId, newest);
  }

  workOf(minerId: string) {
    return workOfRows(this.#rows.get(minerId) ?? []);
  }
}

function unpriced(days: readonly KnownDay[], payouts: readonly LedgerPayout[]): readonly string[] {
  const ofDays = days.flatMap(({ day }) =>
    Object.keys(day.credited).filter((coin) => day.prices[coin] === undefined),
  );
  const ofPayouts = payouts.flatMap(({ payout, price }) => (price ? [] : [payout.coin]));
  return [...new Set([...ofDays, ...ofPayouts])].sort();
}
