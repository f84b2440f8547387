import { normalCdf } from '../../numerics/normal.ts';
import { halfErrorVoltageV } from '../../twin/hashrate.ts';
import type { MinerModel } from '../../twin/miner-model.ts';
import { GAMMA_601, SUPRA_401 } from '../../twin/miner-models.ts';
import { edgeVoltageMv } from './chip-model.ts';
import type { TuningKnowledge } from './knowledge.ts';

/** Kinds of chips whose spread the twin was fitted to. */
const FITTED: readonly MinerModel[] = [GAMMA_601, SUPRA_401];
const USUAL_CHIP_C = 60;

/** Which part of the chips of its kind a chip does better than, with where that is to be nineteen times of twenty. */
export interface LotteryPlace {
  readonly betterThan: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Of simulated chips of a kind, which are spread as published sweeps of that kind are, so many need more voltage than this one
 * does at its maker's clock: 1 − Φ((V½ − V½ of the mean chip) / spread), for each draw of what is believed of it. Undefined of
 * a kind whose spread nobody knows.
 *
 * @param chipC how warm it was while it was measured, °C: hot chips need more
 */
export function lotteryPlace(
  { chip }: TuningKnowledge,
  asicModel: string | undefined,
  chipC = USUAL_CHIP_C,
): LotteryPlace | undefined {
  const fitted = FITTED.find((model) => model.asicModel === asicModel);
  if (!fitted) return undefined;
  const { frequencyMhz } = chip.reference;
  const { voltageNeed } = fitted;
  const meanV = halfErrorVoltageV(voltageNeed, frequencyMhz, chipC, 0);
  const shares = edgeVoltageMv(chip, frequencyMhz)
    .map((edgeMv) => normalCdf((meanV - edgeMv / 1000) / voltageNeed.lotteryV))
    .sort();
  const at = (part: number) =>
    shares[Math.min(shares.length - 1, Math.floor(part * shares.length))] ?? Number.NaN;
  return { betterThan: at(0.5), low: at(0.025), high: at(0.975) };
}
