/** What the owner read off a plug (or a wattmeter) that feeds one miner, and what the miner said at that moment. */
export interface PlugReading {
  readonly atMs: number;
  /** What the plug showed, W. */
  readonly wallW: number;
  /** The miner's own figure then, W; absent where it tells none. */
  readonly deviceW?: number | undefined;
}

/** No household circuit feeds one miner with more, W. */
const MOST_WALL_W = 20_000;
/**
 * A plug that shows less than this part of the miner's own figure, or more than this many times it, feeds something
 * else or was read wrong: supplies waste up to a third, and small boards leave out fans and regulators.
 */
const LEAST_FACTOR = 0.7;
const MOST_FACTOR = 3;

export type PlugReadingProblem = 'no-power' | 'too-much' | 'below-device' | 'far-above-device';

/** What cannot be right about a reading; undefined where it can. */
export function plugReadingProblem({
  wallW,
  deviceW,
}: Pick<PlugReading, 'wallW' | 'deviceW'>): PlugReadingProblem | undefined {
  if (!(wallW > 0)) return 'no-power';
  if (wallW > MOST_WALL_W) return 'too-much';
  const factor = plugFactor({ wallW, deviceW });
  if (factor === undefined) return undefined;
  if (factor < LEAST_FACTOR) return 'below-device';
  return factor > MOST_FACTOR ? 'far-above-device' : undefined;
}

/** More readings than this tell nothing new. */
export const MOST_READINGS = 12;

/** What the owner has read off a miner's plug, in the order it was read. */
export function plugReadingsOf({
  plugReadings,
  plugReading,
}: {
  readonly plugReadings?: readonly PlugReading[] | undefined;
  readonly plugReading?: PlugReading | undefined;
}): readonly PlugReading[] {
  return plugReadings ?? (plugReading ? [plugReading] : []);
}

/** wallW / deviceW: how much more flowed into the plug than the miner told. Undefined where it told no power. */
export function plugFactor({ wallW, deviceW }: Pick<PlugReading, 'wallW' | 'deviceW'>): number | undefined {
  return deviceW !== undefined && deviceW > 0 ? wallW / deviceW : undefined;
}
