import { marginalSteps } from '../../domain/economics/operating-point.ts';
import type { StrikePrice } from '../../domain/plan.ts';
import type { PlanMiner } from './plan-inputs.ts';

/**
 * Prices of power at which a miner's modes earn nothing: of each mode against off, c* = x · h / (24 · ΔP), and of the step up to it from
 * the next lower mode worth running, c* = x · 1000 / (24 · J/TH) with the step's marginal J/TH (economics section 8). Below the steps'
 * prices in turn a miner without switching costs goes up a mode: the plan's thresholds.
 *
 * @param earnedPerThDay x, money that 1 TH/s earns in a day; NaN where unknown: then there are none
 */
export function strikePrices(miner: PlanMiner, earnedPerThDay: number): readonly StrikePrice[] {
  const [off, ...modes] = miner.modes;
  if (!off || !Number.isFinite(earnedPerThDay)) return [];
  const earned = earnedPerThDay * (miner.earningPart ?? 1);
  const steps = marginalSteps(modes, off.powerW);
  return modes.map((mode) => {
    const step = steps.find(({ to }) => to === mode);
    const moreKw = (mode.powerW - off.powerW) / 1_000;
    return {
      mode: mode.name,
      againstOffPerKwh: (earned * mode.hashrateHs) / 1e12 / 24 / moreKw,
      ...(step && { stepPerKwh: (earned * 1_000) / (24 * step.marginalJoulesPerTh) }),
    };
  });
}
