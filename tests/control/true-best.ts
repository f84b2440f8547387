import type { TuningLimits, TuningPoint, TuningSession } from '../../src/domain/tuning.ts';
import { answerAscset } from '../../src/twin/answers/avalon-ascset.ts';
import { luxProfiles } from '../../src/twin/answers/luxos-profiles.ts';
import { takeVnishSettings } from '../../src/twin/answers/vnish-settings.ts';
import { MODE_DRAW, POWER_MODES } from '../../src/twin/answers/whatsminer-commands.ts';
import { MinerTwin } from '../../src/twin/miner-twin.ts';
import { tuningForPower } from '../../src/twin/power-tuning.ts';
import { trueBreaches } from '../backtest/tuner/tuned-twin.ts';

/** An Avalon Nano's modes in the order of their numbers. */
const AVALON_MODES = ['Low', 'Medium', 'High'] as const;
/** Where the air leaves a board under LuxOS, it is so much colder than its chips. */
const EXHAUST_BELOW_CHIP_K = 12;
const SETTLED_MIN = 30;
const GRID_MHZ = 25;
const GRID_MV = 10;

/** What the simulated machine itself is set to, as its own memory has it: no answer, no adapter and no store in between. */
export function trulyStands({ settings, model }: MinerTwin, like: TuningPoint): TuningPoint {
  const { frequencyMhz, coreVoltageMv, preset, powerTargetW, workMode, targetC, manualFanPercent } = settings;
  switch (like.kind) {
    case undefined:
      return { frequencyMhz, coreVoltageMv };
    case 'preset':
      return { kind: 'preset', preset };
    case 'power-limit':
      return { kind: 'power-limit', powerLimitW: powerTargetW };
    case 'work-mode': {
      const modes = model.family === 'whatsminer' ? POWER_MODES : AVALON_MODES;
      return { kind: 'work-mode', mode: modes[workMode] ?? '' };
    }
    case 'target-temp':
      return { kind: 'target-temp', targetTempC: targetC };
    case 'fan':
      return { kind: 'fan', fanPercent: manualFanPercent };
  }
}

/** The very same machine in the air that it has now, settled at a point. */
export function settledAt(twin: MinerTwin, point: TuningPoint): MinerTwin {
  const { airC, atMs } = twin.state;
  const settled = new MinerTwin({
    ...twin.options,
    startMs: atMs,
    airC: () => airC,
    faults: [],
    settings: structuredClone(twin.settings),
  });
  put(settled, point);
  for (let minute = 0; minute < SETTLED_MIN; minute += 1) settled.step(60);
  return settled;
}

export function trueJPerTh({ state }: MinerTwin): number {
  return state.inputW / (state.hashrateHs / 1e12);
}

/**
 * Which limits of its session a machine truly breaks now, whatever its sensors say. LuxOS tells the heat of its boards alone,
 * so the limit that its session has is one for these.
 */
export function limitBreaches(twin: MinerTwin, limits: TuningLimits): readonly string[] {
  if (twin.model.family !== 'luxos') return trueBreaches(twin, limits);
  const { maxChipC = Number.POSITIVE_INFINITY, ...others } = limits;
  const boardC = twin.state.temps.chipC - EXHAUST_BELOW_CHIP_K;
  return [...(boardC > maxChipC ? [`board ${boardC}`] : []), ...trueBreaches(twin, others)];
}

/** The least energy for a hash, J/TH, that any setting within the limits of a session truly takes on this machine in this air. */
export function trueLeastJPerTh(twin: MinerTwin, { task }: TuningSession): number {
  const safe = pointsOf(task)
    .map((point) => settledAt(twin, point))
    .filter((settled) => settled.state.hashrateHs > 0 && limitBreaches(settled, task.envelope).length === 0);
  return Math.min(...safe.map(trueJPerTh));
}

function pointsOf(task: TuningSession['task']): readonly TuningPoint[] {
  if (task.ladder) return task.ladder.map(({ point }) => point);
  const { frequencyMhz, coreVoltageMv } = task.envelope;
  const points: TuningPoint[] = [];
  for (let mhz = frequencyMhz.min; mhz <= frequencyMhz.max; mhz += GRID_MHZ)
    for (let mv = coreVoltageMv.min; mv <= coreVoltageMv.max; mv += GRID_MV)
      points.push({ frequencyMhz: mhz, coreVoltageMv: mv });
  return points;
}

/** Sets it as its firmware would. */
function put(twin: MinerTwin, point: TuningPoint): void {
  const { settings, model } = twin;
  switch (point.kind) {
    case undefined:
      Object.assign(settings, point);
      break;
    case 'power-limit':
      Object.assign(settings, {
        powerTargetW: point.powerLimitW,
        ...tuningForPower(model, point.powerLimitW),
      });
      break;
    case 'preset':
      if (model.family === 'vnish')
        takeVnishSettings(twin, { miner: { overclock: { preset: point.preset } } });
      else
        Object.assign(
          settings,
          luxProfiles(model).find(({ name }) => name === point.preset),
          { preset: point.preset },
        );
      break;
    case 'work-mode':
      putMode(twin, point.mode);
      break;
    default:
      throw new RangeError(`${point.kind} has nothing to do with energy`);
  }
}

function putMode(twin: MinerTwin, name: string): void {
  const { settings, model } = twin;
  const numberIn = (modes: readonly string[]) => modes.indexOf(name);
  if (model.family === 'whatsminer') {
    const workMode = numberIn(POWER_MODES);
    const drawW = model.maxPowerW * (MODE_DRAW[workMode] ?? Number.NaN);
    Object.assign(settings, { workMode, ...tuningForPower(model, drawW) });
  } else answerAscset(twin, `0,workmode,set,${numberIn(AVALON_MODES)}`);
}
