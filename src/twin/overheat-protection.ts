import type { MinerModel } from './miner-model.ts';
import type { Silicon } from './silicon.ts';
import type { TwinSettings, TwinState } from './twin-state.ts';

/** Cooling lasts at least six polls of five seconds (ESP-Miner power_management_task.c, MIN_COOLING_CYCLES). */
const MIN_COOLING_S = 30;
/** … and until the regulator is this far under its limit, K. */
const REGULATOR_MARGIN_K = 10;
/** What is taken off clock (MHz) and core voltage (mV) before it hashes again. */
const REDUCTION = 100;

/**
 * AxeOS's reaction to heat, once a step (ESP-Miner main/tasks/power_management_task.c): chip over 75 °C or regulator over
 * 105 °C → chips off, fan at 100 %, automatic fan off for good; after at least 30 s, and with the regulator cool again, on
 * with 100 MHz and 100 mV less, the overheat flag still set until the owner clears it.
 */
export function protectFromHeat(
  model: MinerModel,
  silicon: Silicon,
  settings: TwinSettings,
  state: TwinState,
  dtS: number,
): void {
  const limits = model.overheat;
  if (limits === undefined) return;
  if (state.cooledS === undefined) {
    const hottestC = state.temps.chipC + silicon.hottestOffsetK;
    if (!state.hashing || (hottestC <= limits.chipC && state.regulatorC <= limits.regulatorC)) return;
    state.cooledS = 0;
    settings.autoFan = false;
    settings.manualFanPercent = 100;
    settings.overheatMode = true;
    return;
  }
  state.cooledS += dtS;
  if (state.cooledS < MIN_COOLING_S || state.regulatorC > limits.regulatorC - REGULATOR_MARGIN_K) return;
  settings.frequencyMhz = settings.frequencyMhz > REDUCTION ? settings.frequencyMhz - REDUCTION : 400;
  settings.coreVoltageMv = settings.coreVoltageMv > REDUCTION ? settings.coreVoltageMv - REDUCTION : 1000;
  state.cooledS = undefined;
}
