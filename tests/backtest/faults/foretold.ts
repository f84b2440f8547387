import { temperatureLimits } from '../../../src/domain/temperature-limits.ts';
import {
  minerOutlooks,
  type OutlookFinding,
  type OutlookMachine,
} from '../../../src/insight/lifetime/miner-outlook.ts';
import { machineSizeOf } from '../../../src/insight/lifetime/published-rates.ts';
import { chipCount, type MinerModel } from '../../../src/twin/miner-model.ts';
import type { Foretold } from './calibration.ts';
import { type Home, START_MS } from './home.ts';
import type { Glance, LivedHome } from './lived-home.ts';
import { SIMULATED_RATES, SIMULATED_WARNINGS } from './simulated-rates.ts';

/** What was foretold of a machine for so many days, and whether it came. */
export interface ForetoldWithin extends Foretold {
  readonly days: 7 | 30;
}

const DAY_MS = 86_400_000;
/** The watch knows a miner from about then on. */
const KNOWN_AFTER_MS = 13 * DAY_MS;
const HORIZONS = [7, 30] as const;
/** Parts that are gone at once: these faults are themselves the failure. */
const LOSSES: readonly string[] = ['board-lost', 'chip-stalled'];

/**
 * Every week, of every machine that has neither tripped nor lost a part: the chances of either, beside what came. A look
 * whose time is not over when the watch ends is left out.
 */
export function foretoldIn(
  index: number,
  home: Home,
  lived: LivedHome,
  days: number,
): readonly ForetoldWithin[] {
  const endMs = START_MS + days * DAY_MS;
  const failedAtMs = home.twins.map((_, twin) => failureOf(home, lived, twin));
  return lived.glances
    .filter(({ atMs }) => atMs - START_MS > KNOWN_AFTER_MS)
    .flatMap((glance) => {
      const { atMs } = glance;
      const outlooks = minerOutlooks({
        nowMs: atMs,
        machines: home.twins.map(({ model }, twin) => machineOf(model, twin, glance)),
        log: [],
        findings: glance.standing.map((finding) => findingOf(finding, home)),
        rates: SIMULATED_RATES,
        warnings: SIMULATED_WARNINGS,
      });
      return outlooks.flatMap(({ minerId, chances }) => {
        const failedMs = failedAtMs[Number(minerId)] ?? Number.POSITIVE_INFINITY;
        if (failedMs <= atMs) return [];
        return HORIZONS.filter((within) => atMs + within * DAY_MS <= endMs).map((within): ForetoldWithin => {
          const chance = chances.find((each) => each.days === within)?.chance ?? Number.NaN;
          return { days: within, chance, came: failedMs <= atMs + within * DAY_MS, home: index };
        });
      });
    });
}

function failureOf({ ills }: Home, { trippedAtMs }: LivedHome, twin: number): number {
  const lost = ills.find((ill) => ill.twin === twin && LOSSES.includes(ill.plan.name))?.fault.fromMs;
  return Math.min(trippedAtMs[twin] ?? Number.POSITIVE_INFINITY, lost ?? Number.POSITIVE_INFINITY);
}

function machineOf(model: MinerModel, twin: number, { lastDay }: Glance): OutlookMachine {
  const limits = temperatureLimits({ family: model.family, model: model.deviceModel, algorithm: 'sha256' });
  return {
    minerId: `${twin}`,
    size: machineSizeOf(model.boards, chipCount(model)),
    // The rates are known of a hundred homes: what this one adds to them is not taken in.
    watchedFromMs: START_MS,
    watchedToMs: undefined,
    load: {},
    lastDay: lastDay[twin],
    limits: {
      chipC: limits.chip?.stopsAtC ?? limits.chip?.watchAtC,
      regulatorC: limits.regulator?.stopsAtC,
    },
  };
}

function findingOf({ minerId, ...finding }: Glance['standing'][number], { twins }: Home): OutlookFinding {
  return { ...finding, minerIds: minerId === undefined ? twins.map((_, twin) => `${twin}`) : [minerId] };
}
