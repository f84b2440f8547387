import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import type { Algorithm } from '../../domain/miner.ts';
import { powerAndRate, rateHs } from '../../domain/steady-rate.ts';
import { powerOf } from '../../domain/wall-power.ts';
import { isLive, shownState } from './shown-state.ts';
import { silentMiners } from './silent-miners.ts';

/** The figures of the tiles: sums over what is known now. What is not known is absent. */
export interface FleetFigures {
  readonly algorithm: Algorithm;
  readonly hashrateHs: number | undefined;
  /** What the miners in `hashrateHs` should do; absent unless all of them tell it. */
  readonly expectedHs: number | undefined;
  readonly powerW: number | undefined;
  /** How far it may be off, W; 0 where nobody knows. */
  readonly powerBandW: number;
  readonly powerBasis: 'wall' | 'board' | 'mixed' | undefined;
  /** Miners that tell their power, of those counted. */
  readonly powerOf: number;
  readonly efficiency: FleetEfficiency | undefined;
  readonly hottestChip: Hottest | undefined;
  readonly hottestRegulator: Hottest | undefined;
  /** Miners that the sums hold. */
  readonly counted: number;
  /** Miners left out because their data are old, or because they count another algorithm. */
  readonly leftOut: number;
  /** Miners left out of the rate because they claim one and find nothing. */
  readonly silent: readonly string[];
  /** Nobody answers: the figures are the last known ones, the newest of them from `atMs`. */
  readonly aged: boolean;
  readonly atMs: number | undefined;
}

/** Power and rate of the miners that tell both: the two halves of J/TH. */
export interface FleetEfficiency {
  readonly powerW: number;
  readonly bandW: number;
  readonly hashrateHs: number;
  readonly basis: FleetFigures['powerBasis'];
  /** Miners that it is of. */
  readonly of: number;
}

export interface Hottest {
  readonly tempC: number;
  readonly name: string;
}

/** Sums up the fleet at `nowMs`: only live miners count, unless there is none and the last known figures are wanted. */
export function fleetFigures(view: FleetView, nowMs: number): FleetFigures {
  const known = view.miners.filter(({ reading }) => reading !== undefined);
  const live = known.filter((miner) => isLive(shownState(miner, view.settings, nowMs)));
  const aged = live.length === 0 && known.length > 0;
  const candidates = aged ? known : live;
  const algorithm = commonAlgorithm(candidates);
  const counted = candidates.filter(({ miner }) => miner.identity.algorithm === algorithm);

  const silentIds = silentMiners(view.alerts);
  const earning = counted.filter(({ miner }) => !silentIds.has(miner.id));
  const rates = present(earning.map(rateHs));
  const expected = present(earning.map(({ reading }) => reading?.expectedHashrateHs));
  const powered = counted.filter((miner) => wattsOf(miner) !== undefined);
  const tellBoth = earning.filter(
    (miner) => wattsOf(miner) !== undefined && miner.state !== 'paused' && miner.state !== 'offline',
  );
  return {
    algorithm,
    hashrateHs: rates.length > 0 ? sum(rates) : undefined,
    expectedHs: expected.length > 0 && expected.length === earning.length ? sum(expected) : undefined,
    powerW: powered.length > 0 ? sum(present(powered.map(wattsOf))) : undefined,
    powerBandW: bandOf(powered),
    powerBasis: basis(powered),
    powerOf: powered.length,
    efficiency: efficiency(tellBoth),
    hottestChip: hottest(candidates, ({ reading }) => reading?.tempChipMaxC),
    hottestRegulator: hottest(candidates, ({ reading }) => reading?.tempVrC),
    counted: counted.length,
    leftOut: view.miners.length - counted.length,
    silent: counted.filter(({ miner }) => silentIds.has(miner.id)).map(({ miner }) => miner.name),
    aged,
    atMs: newest(candidates),
  };
}

function wattsOf(miner: MinerView): number | undefined {
  return powerOf(miner).powerW;
}

function efficiency(miners: readonly MinerView[]): FleetFigures['efficiency'] {
  const halves = miners.map(powerAndRate);
  const powerW = sum(present(halves.map((half) => half.powerW)));
  const hashrateHs = sum(present(halves.map((half) => half.hashrateHs)));
  if (!(powerW > 0 && hashrateHs > 0)) return undefined;
  return { powerW, bandW: bandOf(miners), hashrateHs, basis: basis(miners), of: miners.length };
}

/**
 * One plug read for all of them is off in the same way each time: bands add up in full. Of what a supply wastes that
 * nobody has measured nobody knows how much it is, so that a sum with such in it has none.
 */
function bandOf(miners: readonly MinerView[]): number {
  if (basis(miners) !== 'wall') return 0;
  return sum(present(miners.map((miner) => powerOf(miner).bandW)));
}

function commonAlgorithm(miners: readonly MinerView[]): Algorithm {
  const counts = new Map<Algorithm, number>();
  for (const { miner } of miners) {
    counts.set(miner.identity.algorithm, (counts.get(miner.identity.algorithm) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? 'sha256';
}

function basis(powered: readonly MinerView[]): FleetFigures['powerBasis'] {
  const atWall = powered.filter((miner) => powerOf(miner).atWall).length;
  if (powered.length === 0) return undefined;
  return atWall === powered.length ? 'wall' : atWall === 0 ? 'board' : 'mixed';
}

function hottest(
  miners: readonly MinerView[],
  temperature: (miner: MinerView) => number | undefined,
): Hottest | undefined {
  let found: Hottest | undefined;
  for (const view of miners) {
    const tempC = temperature(view);
    if (tempC !== undefined && (found === undefined || tempC > found.tempC)) {
      found = { tempC, name: view.miner.name };
    }
  }
  return found;
}

function newest(miners: readonly MinerView[]): number | undefined {
  const times = present(miners.map(({ answeredAtMs }) => answeredAtMs));
  return times.length > 0 ? Math.max(...times) : undefined;
}

function present(values: readonly (number | undefined)[]): readonly number[] {
  return values.filter((value) => value !== undefined);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
