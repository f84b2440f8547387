import {
  type CoinRow,
  type CoinTerms,
  coinTable,
  type MiningPower,
} from '../../domain/economics/coin-table.ts';
import { coinTermsFor } from '../../domain/economics/coin-terms.ts';
import type { WorkEstimate } from '../../domain/economics/work-estimate.ts';
import { FRESHNESS } from '../../domain/freshness.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { rateHs } from '../../domain/steady-rate.ts';
import { coinEstimates } from './coin-estimates.ts';
import { type CoinCatalogue, minedNow, parentOf } from './coin-mined.ts';
import type { FleetPay, MinerPay } from './fleet-pay.ts';

/** In which nothing is earned when the coin is changed: a restart, and the first shares at the new pool. */
export const LOST_MINUTES = 10;

export interface RankingInputs {
  readonly pay: Pick<FleetPay, 'miners'>;
  readonly currency: string;
  /** 0..1, of what the owner mines on now; counts where a coin's pools publish none. */
  readonly poolFee: number;
  readonly figures: SourcesView['figures'];
  readonly catalogue: CoinCatalogue;
  readonly nowMs: number;
  /** For how long one would stay. */
  readonly horizonDays: number;
}

/** All that the running miners could mine, and what they mine now. */
export interface CoinRanking {
  readonly rows: readonly CoinRow[];
  readonly hardware: readonly MiningPower[];
  readonly current: Readonly<Partial<Record<Algorithm, string>>>;
  /** What is found beside a coin and counted with it. */
  readonly merged: Readonly<Record<string, readonly string[]>>;
}

/** Ranks what the running miners can mine by what sources tell, net of fees, lost shares and the switch. */
export function coinRanking(inputs: RankingInputs): CoinRanking {
  const { figures, catalogue, currency, nowMs, horizonDays } = inputs;
  const running = inputs.pay.miners.filter(({ idle }) => idle === undefined);
  const hardware = hardwareOf(running);
  const algorithms = hardware.map(({ algorithm }) => algorithm);
  const { estimates, merged } = coinEstimates(figures, catalogue.coins, algorithms, currency);
  const views = running.map(({ view }) => view);
  const current = Object.fromEntries(
    algorithms.map((algorithm) => [algorithm, minedNow(views, algorithm, catalogue)]),
  );
  const coins = algorithms.flatMap((algorithm) => termsOf(algorithm, running, estimates, inputs));
  const maxAgeMs = FRESHNESS.work.usableMs;
  const rows = coinTable({ coins, estimates, hardware, nowMs, maxAgeMs, horizonDays, current });
  return { rows, hardware, current, merged };
}

function hardwareOf(running: readonly MinerPay[]): readonly MiningPower[] {
  const algorithms = new Set(running.map(({ view }) => view.miner.identity.algorithm));
  return [...algorithms].flatMap((algorithm) => {
    const its = running.filter(({ view }) => view.miner.identity.algorithm === algorithm);
    const hashrateHs = its.reduce((sum, { view }) => sum + rateOf(view), 0);
    return hashrateHs > 0 ? [{ algorithm, hashrateHs, powerCostPerDay: powerCostPerDay(its) }] : [];
  });
}

function rateOf(view: MinerPay['view']): number {
  return rateHs(view) ?? view.reading?.hashrateAvgHs ?? 0;
}

/** Less the heat that is wanted; undefined unless it is known of all. A day may have 23 or 25 hours. */
function powerCostPerDay(miners: readonly MinerPay[]): number | undefined {
  const days = miners.flatMap(({ day }) => day ?? []);
  if (days.length < miners.length) return undefined;
  return days.reduce(
    (sum, { powerCost, demandCost, heatCredit, fromMs, toMs }) =>
      sum + ((powerCost + demandCost - heatCredit) * 86_400_000) / (toMs - fromMs),
    0,
  );
}

/** A row for each coin that can be chosen, and for each pool that chooses by itself and says what it pays. */
function termsOf(
  algorithm: Algorithm,
  running: readonly MinerPay[],
  estimates: readonly WorkEstimate[],
  { catalogue: { coins, pools }, poolFee }: RankingInputs,
): readonly CoinTerms[] {
  const lostFraction = lostOf(running.filter(({ view }) => view.miner.identity.algorithm === algorithm));
  const alone = coins.filter((coin) => parentOf(coin, coins) === coin);
  const usual = { poolFee, lostFraction, lostMinutes: LOST_MINUTES };
  const switching = { lostMinutes: LOST_MINUTES };
  const providers = new Set(
    estimates.filter((each) => each.algorithm === algorithm && !each.coin).map(({ provider }) => provider),
  );
  const choosing = [...providers].map((provider) => ({
    algorithm,
    label: provider,
    poolFee,
    lostFraction,
    providers: [provider],
    switching,
  }));
  return [...coinTermsFor(algorithm, alone, pools, usual), ...choosing];
}

/** Part of the work that earns nothing now, weighed by rate, 0..1. */
function lostOf(miners: readonly MinerPay[]): number {
  const all = miners.reduce((sum, { view }) => sum + rateOf(view), 0);
  const lost = miners.reduce((sum, { view, day }) => sum + rateOf(view) * (day?.inputs.rejectShare ?? 0), 0);
  return all > 0 ? lost / all : 0;
}
