import type { Span } from '../domain/economics/covered-span.ts';
import type { LedgerPayout } from '../domain/economics/ledger.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { accountsOf, daysBefore, type KnownDay, ledgerDay } from '../insight/ledger-days.ts';
import { ledgerPayouts } from '../insight/ledger-payouts.ts';
import { sumOnGrid } from '../store/sum-on-grid.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { wallFirst, withWallPower } from '../store/wall-first.ts';
import type { AuditPorts } from './audit-service.ts';
import { type WorkRow, workOfRows } from './audit-work.ts';
import type { Ledger, LedgerApi, LedgerAsk } from './ledger-api.ts';
import { chainBook, type Debtor, debtorsOf, owedOn } from './ledger-owed.ts';
import { pastMarkets, pastPrices } from './ledger-prices.ts';

/** Means of five minutes: fine enough for a market's quarter of an hour, coarse enough for a year. */
const STEPS_A_DAY = 288;
/** Read together: the worker also asks miners, and is not to be away from that for longer than a blink. */
const AT_ONCE = 8;
const SUMS: readonly SeriesName[] = ['powerW', 'hashrateHs'];
const WORK: readonly SeriesName[] = ['sharesAccepted', 'poolDifficulty'];
/** A counter goes on over a night in which nobody looked; before that its last row is no beginning any more. */
const LONGEST_CARRY_MS = 86_400_000;

export interface LedgerPorts extends AuditPorts {
  readonly telemetry: Pick<TelemetryStore, 'columns' | 'columnsOfEach'>;
}

/** The part of the collector's API that makes the books, one after the other. */
export function createLedgerService(ports: LedgerPorts): LedgerApi {
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
  ports: LedgerPorts,
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
  readonly #ports: LedgerPorts;
  readonly #counted: ReadonlySet<string>;
  readonly #last = new Map<string, WorkRow>();
  #rows = new Map<string, readonly WorkRow[]>();

  constructor(ports: LedgerPorts, debtors: readonly Debtor[]) {
    this.#ports = ports;
    this.#counted = new Set(debtors.flatMap(({ miners }) => miners.map(({ miner }) => miner.id)));
  }

  /** Sums of power and rate over all miners, in steps of five minutes. */
  async read(day: Span): Promise<SeriesColumns> {
    const { miners } = this.#ports.view();
    this.#rows = new Map();
    const parts: SeriesColumns[] = [];
    const asked = { ...day, names: [...withWallPower(SUMS), ...(this.#counted.size > 0 ? WORK : [])] };
    for (let first = 0; first < miners.length; first += AT_ONCE) {
      const ids = miners.slice(first, first + AT_ONCE).map(({ miner }) => miner.id);
      const read = await this.#ports.telemetry.columnsOfEach(ids, asked);
      read.forEach((columns, i) => {
        const id = ids[i];
        if (id !== undefined && this.#counted.has(id)) this.#count(id, workRows(columns), day);
        parts.push(wallFirst(columns));
      });
    }
    return sumOnGrid(parts, SUMS, { ...day, maxPoints: STEPS_A_DAY });
  }

  /** The last row of the day before begins this one's first stretch. */
  #count(minerId: string, rows: readonly WorkRow[], day: Span): void {
    const last = this.#last.get(minerId);
    const carried = last && last.atMs >= day.fromMs - LONGEST_CARRY_MS ? [last] : [];
    this.#rows.set(minerId, [...carried, ...rows]);
    const newest = rows.at(-1);
    if (newest) this.#last.set(minerId, newest);
  }

  workOf(minerId: string) {
    return workOfRows(this.#rows.get(minerId) ?? []);
  }
}

/** Rows that tell the counter, oldest first. */
function workRows({ atMs, values: { sharesAccepted, poolDifficulty } }: SeriesColumns): readonly WorkRow[] {
  const rows: WorkRow[] = [];
  sharesAccepted?.forEach((accepted, i) => {
    if (Number.isNaN(accepted)) return;
    rows.push({
      atMs: atMs[i] ?? Number.NaN,
      sharesAccepted: accepted,
      poolDifficulty: poolDifficulty?.[i] ?? Number.NaN,
    });
  });
  return rows;
}

function unpriced(days: readonly KnownDay[], payouts: readonly LedgerPayout[]): readonly string[] {
  const ofDays = days.flatMap(({ day }) =>
    Object.keys(day.credited).filter((coin) => day.prices[coin] === undefined),
  );
  const ofPayouts = payouts.flatMap(({ payout, price }) => (price ? [] : [payout.coin]));
  return [...new Set([...ofDays, ...ofPayouts])].sort();
}
