import type { DailyNet } from '../../domain/economics/daily-net.ts';
import { measuredPoints } from '../../domain/economics/measured-points.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import { findHardware, type HardwareCatalogue } from '../../domain/hardware.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';
import type { KnownPoint } from './point-rows.ts';

/** How far back the miner's own record is read. */
export const PAST_DAYS = 30;
const DAY_MS = 86_400_000;
/** Clocks nearer than this are one. */
const SAME_MHZ = 5;
/** Firmwares whose presets tell what they do. */
const TELLING_PRESETS: readonly string[] = ['luxos', 'vnish'];

export interface PointsAsk {
  readonly view: MinerView;
  readonly day: DailyNet;
  readonly nowMs: number;
}

/**
 * Every point of a miner that anybody knows: as it runs now, at which clocks it has run for an hour or more, what its
 * firmware says of its presets, what its maker rates it at. Nothing is worked out for a clock that nobody has tried.
 *
 * @throws CollectorFailure where its record cannot be read
 */
export async function knownPoints(
  collector: Pick<CollectorApi, 'series' | 'controlOf'>,
  catalogue: HardwareCatalogue,
  { view, day, nowMs }: PointsAsk,
): Promise<readonly KnownPoint[]> {
  const power = day.inputs.powerAtWall && view.wall?.powerW !== undefined ? 'wallPowerW' : 'powerW';
  const columns = await collector.series({
    minerId: view.miner.id,
    names: ['frequencyMhz', 'hashrateHs', power],
    fromMs: nowMs - PAST_DAYS * DAY_MS,
    toMs: nowMs,
    maxPoints: Number.POSITIVE_INFINITY,
  });
  const { hashrateHs, powerW } = day.inputs;
  const frequencyMhz = view.reading?.frequencyMhz;
  const now =
    hashrateHs === undefined || powerW === undefined
      ? []
      : [{ source: 'now', hashrateHs, powerW, frequencyMhz, isNow: true } as const];
  const before = measuredPoints(columns, { power })
    // The clock of now is told as it runs now, at today's temperatures.
    .filter((point) => !isSameClock(point.frequencyMhz, frequencyMhz))
    .map((point) => ({ ...point, source: 'measured' as const, isNow: false }));
  return [...now, ...before, ...(await presetPoints(collector, view)), ...ratedPoint(catalogue, view)];
}

function isSameClock(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(a - b) <= SAME_MHZ;
}

async function presetPoints(
  collector: Pick<CollectorApi, 'controlOf'>,
  { miner }: MinerView,
): Promise<readonly KnownPoint[]> {
  if (!TELLING_PRESETS.includes(miner.identity.family)) return [];
  try {
    const { settings } = await collector.controlOf(miner.id);
    const points = settings.presetPoints ?? [];
    return points
      .filter(({ preset }) => preset !== settings.preset)
      .map((point) => ({ ...point, source: 'preset', isNow: false }));
  } catch (error) {
    // It may want a password, or sleep: what else is known is shown all the same.
    console.warn('the presets of a miner could not be read', error);
    return [];
  }
}

function ratedPoint(catalogue: HardwareCatalogue, { miner }: MinerView): readonly KnownPoint[] {
  const { ratedHashrateHs, ratedPowerW, selfTestPowerW, defaultFrequencyMhz } =
    findHardware(catalogue, miner.identity)?.facts ?? {};
  const powerW = (ratedPowerW ?? selfTestPowerW)?.value;
  if (ratedHashrateHs === undefined || powerW === undefined) return [];
  return [
    {
      source: 'rated',
      hashrateHs: ratedHashrateHs.value,
      powerW,
      frequencyMhz: defaultFrequencyMhz?.value,
      isNow: false,
    },
  ];
}
