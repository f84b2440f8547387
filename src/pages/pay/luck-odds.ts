import { coinsMinedBy } from '../../domain/coin.ts';
import { type SoloLuck, soloLuck } from '../../domain/economics/luck.ts';
import { minesSolo } from '../../domain/economics/solo.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { rateHs } from '../../domain/steady-rate.ts';
import { chainOf } from './coin-estimates.ts';
import { type CoinCatalogue, minedNow, parentOf } from './coin-mined.ts';
import type { FleetPay } from './fleet-pay.ts';

export interface LuckInputs {
  readonly pay: Pick<FleetPay, 'miners'>;
  readonly figures: SourcesView['figures'];
  readonly catalogue: CoinCatalogue;
  readonly nowMs: number;
}

/** The odds of the running miners of one algorithm, all together, on one chain. */
export interface ChainLuck {
  readonly algorithm: Algorithm;
  /** Symbol of the chain. */
  readonly coin: string;
  readonly hashrateHs: number;
  readonly difficulty: number;
  readonly hashesPerDifficulty: number;
  readonly luck: SoloLuck;
  /** Who told the difficulty: an upstream's id, or the miners themselves. */
  readonly toldBy: string | 'miners';
  readonly ageMs: number;
  /** How many of the miners have none but solo pools, and of how many. */
  readonly solo: number;
  readonly miners: number;
}

/** Odds by algorithm; one whose chain's difficulty nobody tells is left out. */
export function chainLucks(inputs: LuckInputs): readonly ChainLuck[] {
  const views = runningOf(inputs);
  const algorithms = new Set(views.map(({ miner }) => miner.identity.algorithm));
  return [...algorithms].flatMap((algorithm) => {
    const its = views.filter(({ miner }) => miner.identity.algorithm === algorithm);
    return chainLuck(algorithm, its, inputs) ?? [];
  });
}

/** The miners that hash now and find shares. */
export function runningOf({ pay }: Pick<LuckInputs, 'pay'>): readonly MinerView[] {
  return pay.miners.flatMap(({ view, idle }) => (idle === undefined ? [view] : []));
}

function chainLuck(
  algorithm: Algorithm,
  views: readonly MinerView[],
  inputs: LuckInputs,
): ChainLuck | undefined {
  const { coins } = inputs.catalogue;
  const own = coinsMinedBy(coins, algorithm);
  const mined = minedNow(views, algorithm, inputs.catalogue);
  const coin =
    own.find(({ symbol }) => symbol === mined) ?? own.find((each) => parentOf(each, coins) === each);
  const told = coin && difficultyOf(coin.symbol, views, inputs);
  if (!coin?.hashesPerDifficulty || !told) return undefined;
  const hashrateHs = views.reduce((sum, view) => sum + (rateHs(view) ?? view.reading?.hashrateAvgHs ?? 0), 0);
  const { hashesPerDifficulty } = coin;
  const luck = soloLuck({ hashrateHs, difficulty: told.difficulty, hashesPerDifficulty });
  const solo = views.filter(({ reading }) => minesSolo(reading?.pools ?? [])).length;
  const found = { algorithm, coin: coin.symbol, hashrateHs, hashesPerDifficulty, solo, miners: views.length };
  return luck && { ...found, luck, ...told };
}

/** Of a source while it is young enough; else what a miner says of the chain of its own pool, which is Bitcoin's. */
function difficultyOf(
  coin: string,
  views: readonly MinerView[],
  { figures, nowMs }: LuckInputs,
): Pick<ChainLuck, 'difficulty' | 'toldBy' | 'ageMs'> | undefined {
  const chain = chainOf(coin, figures);
  const difficulty = chain?.state.difficulty;
  if (chain && difficulty !== undefined) {
    const ageMs = nowMs - chain.state.atMs;
    if (freshnessOf('network', ageMs) !== 'useless') return { difficulty, toldBy: chain.provider, ageMs };
  }
  if (coin !== 'BTC') return undefined;
  const readings = views.flatMap(({ reading }) => (reading?.networkDifficulty ? [reading] : []));
  const [newest] = readings.sort((one, other) => other.atMs - one.atMs);
  return newest?.networkDifficulty === undefined
    ? undefined
    : { difficulty: newest.networkDifficulty, toldBy: 'miners', ageMs: nowMs - newest.atMs };
}
