import { fanPowerW, sinkResistanceKPerW } from './fan.ts';
import { approach, type Heat, restingFanPercent } from './fan-controller.ts';
import type { FaultEffects } from './faults.ts';
import { hardwareErrorRate, nominalHashrateHs } from './hashrate.ts';
import { chipCount, type MinerModel } from './miner-model.ts';
import { leakagePowerW, switchingPowerW } from './power.ts';
import { regulatorLossW, regulatorTempC } from './regulator.ts';
import type { Silicon } from './silicon.ts';
import { inputVoltageV } from './supply.ts';
import { advanceTemps } from './thermal-path.ts';
import type { TwinSettings, TwinState } from './twin-state.ts';

/** Everything that decides a step besides the state. */
export interface PhysicsInput {
  readonly model: MinerModel;
  readonly silicon: Silicon;
  readonly settings: TwinSettings;
  readonly effects: FaultEffects;
}

/** The regulator's output sinks under load; recorded: 1150 mV set, 1144 mV measured. */
const DROOP = 0.005;
/** Assumed: chips that hang keep their clock trees running. No report of a hung chip gives its power. */
const HUNG_ACTIVITY = 0.9;
/** A stalled part of a chip, likewise. */
const STALLED_ACTIVITY = 0.5;
/** Power follows temperature and the fan follows both: within this time they change little. */
const LONGEST_SUBSTEP_S = 60;

/** How a worn part changes what its model says of it; the model itself where nothing is worn, which is nearly always. */
function wornThermal({ model, effects }: PhysicsInput): MinerModel['thermal'] {
  const { thermal } = model;
  if (effects.dryPaste === 0) return thermal;
  return { ...thermal, chipSinkKPerW: thermal.chipSinkKPerW * (1 + effects.dryPaste) };
}

/** Moves electricity, heat and fan `dtS` seconds on, in place. `state.hashing` says whether the chips work. */
export function advancePhysics(input: PhysicsInput, state: TwinState, dtS: number): void {
  const substeps = Math.max(1, Math.ceil(dtS / LONGEST_SUBSTEP_S));
  for (let n = 0; n < substeps; n++) substep(input, state, dtS / substeps);
  settleHashrate(input, state);
}

function substep(input: PhysicsInput, state: TwinState, dtS: number): void {
  const { model, effects } = input;
  const thermal = wornThermal(input);
  drawPower(input, state);
  const load = { chipW: state.chipsW, sinkW: state.regulatorLossW, airC: state.airC, sinkAirKPerW: 0 };
  state.fanPercent = fanPercentAfter(input, thermal, state, load, dtS);
  state.flow = (state.fanPercent / 100) * (1 - effects.fanWear);
  state.sinkAirKPerW = sinkResistanceKPerW(model.fan, state.flow, effects.dust);
  load.sinkAirKPerW = state.sinkAirKPerW;
  advanceTemps(state.temps, thermal, load, dtS);
  const heldLossW = state.regulatorLossW * (1 + effects.regulatorLoose);
  state.regulatorC = regulatorTempC(model.regulator, heldLossW, state.temps.sinkC);
}

function fanPercentAfter(
  input: PhysicsInput,
  thermal: MinerModel['thermal'],
  state: TwinState,
  heat: Heat,
  dtS: number,
): number {
  const { model, silicon, settings, effects } = input;
  if (effects.unplugged) return 0;
  if (state.cooledS !== undefined || settings.overheatMode) return 100;
  if (!settings.autoFan) return settings.manualFanPercent;
  const wanted = restingFanPercent(
    { targetC: settings.targetC - silicon.hottestOffsetK, minPercent: settings.minFanPercent },
    { thermal, fan: model.fan },
    heat,
    effects,
  );
  return approach(state.fanPercent, wanted, dtS);
}

function drawPower({ model, settings, effects }: PhysicsInput, state: TwinState): void {
  if (effects.unplugged) {
    Object.assign(state, { coreV: 0, chipsW: 0, regulatorLossW: 0, inputW: 0, inputV: Number.NaN });
    return;
  }
  const coreV = state.hashing ? (settings.coreVoltageMv / 1000) * (1 - DROOP) : 0;
  const chips = chipCount(model) * (1 - lostBoardsPart(model, effects));
  const activity =
    (effects.flatline ? HUNG_ACTIVITY : 1) * (1 - (1 - STALLED_ACTIVITY) * stalledPart(model, effects));
  state.coreV = coreV;
  state.chipsW =
    coreV > 0
      ? chips *
        (switchingPowerW(model.power, coreV, settings.frequencyMhz, activity) +
          leakagePowerW(model.power, coreV, state.temps.chipC))
      : 0;
  state.regulatorLossW = regulatorLossW(model.regulator, state.chipsW, coreV);
  state.inputW = state.chipsW + state.regulatorLossW + fanPowerW(model.fan, state.flow) + model.controllerW;
  const { nominalV, resistanceOhm } = model.supply;
  const extraOhm = (effects.supplyDrop * nominalV * nominalV) / model.maxPowerW;
  state.inputV = inputVoltageV(nominalV, resistanceOhm + extraOhm, state.inputW);
}

function settleHashrate({ model, silicon, settings, effects }: PhysicsInput, state: TwinState): void {
  if (!state.hashing) {
    state.hashrateHs = 0;
    state.errorRate = 0;
    return;
  }
  const { frequencyMhz } = settings;
  const { chipC } = state.temps;
  const agedV = effects.voltageNeed * model.voltageNeed.referenceV;
  const luckV = silicon.luckV + agedV;
  state.errorRate = hardwareErrorRate(model.voltageNeed, state.coreV, frequencyMhz, chipC, luckV);
  const nominal = nominalHashrateHs(frequencyMhz, model.smallCoresPerChip, chipCount(model));
  state.hashrateHs = effects.flatline ? 0 : nominal * (1 - state.errorRate) * (1 - stillPart(model, effects));
}

/** Part of all cores that makes no hashes, 0..1: stalled, dropped out, or on a board that is lost. */
function stillPart(model: MinerModel, effects: FaultEffects): number {
  const working = (1 - effects.coresLost) * (1 - lostBoardsPart(model, effects));
  return 1 - (1 - stalledPart(model, effects)) * working;
}

function lostBoardsPart({ boards }: MinerModel, { lostBoards }: FaultEffects): number {
  return lostBoards.length === 0 ? 0 : Math.min(1, new Set(lostBoards).size / boards);
}

/** Part of all domains that stands still, 0..1. */
function stalledPart(model: MinerModel, effects: FaultEffects): number {
  if (effects.stalledChips.length === 0 && effects.stalledDomains.length === 0) return 0;
  const domains = chipCount(model) * model.domainsPerChip;
  const stalled =
    effects.stalledChips.length * model.domainsPerChip +
    effects.stalledDomains.filter(({ chip }) => !effects.stalledChips.includes(chip)).length;
  return Math.min(1, stalled / domains);
}
