import { chipCount, type MinerModel } from './miner-model.ts';
import { leakagePowerW, switchingPowerW } from './power.ts';
import { regulatorLossW } from './regulator.ts';

/** A clock lower by one part needs a voltage lower by this part, and the other way round. */
const VOLTAGE_PER_CLOCK = 0.35;
const LOWEST_CLOCK = 0.3;
const HIGHEST_CLOCK = 1.3;
/** Chips run about so hot, °C, and half of the fans' power is drawn. */
const USUAL_CHIP_C = 65;
const USUAL_FANS = 0.5;

/** Clock and core voltage at which a miner draws about `powerW`, as firmware that tunes itself finds them. */
export function tuningForPower(
  model: MinerModel,
  powerW: number,
): { readonly frequencyMhz: number; readonly coreVoltageMv: number } {
  let low = LOWEST_CLOCK;
  let high = HIGHEST_CLOCK;
  for (let n = 0; n < 30; n++) {
    const clock = (low + high) / 2;
    if (drawnW(model, clock) > powerW) high = clock;
    else low = clock;
  }
  return {
    frequencyMhz: Math.round(model.defaultFrequencyMhz * low),
    coreVoltageMv: Math.round(model.defaultVoltageMv * voltagePart(low)),
  };
}

/** Draw at a part of the model's default clock, W. */
function drawnW(model: MinerModel, clock: number): number {
  const coreV = (model.defaultVoltageMv / 1000) * voltagePart(clock);
  const chipsW =
    chipCount(model) *
    (switchingPowerW(model.power, coreV, model.defaultFrequencyMhz * clock, 1) +
      leakagePowerW(model.power, coreV, USUAL_CHIP_C));
  const besidesW = model.controllerW + USUAL_FANS * model.fan.maxPowerW;
  return chipsW + regulatorLossW(model.regulator, chipsW, coreV) + besidesW;
}

function voltagePart(clock: number): number {
  return 1 + VOLTAGE_PER_CLOCK * (clock - 1);
}
