/** CO₂ per kWh of the grid during [fromMs, toMs), epoch ms. */
export interface CarbonIntensity {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  /** g CO₂ (or its equivalent) per kWh. */
  readonly gPerKwh: number;
}

interface CarbonSeries {
  /** The grid: `GB`, `DE`, `CAISO_NORTH`. */
  readonly zone: string;
  /** What the provider expects, not what it found. */
  readonly forecast?: boolean | undefined;
  /** Ascending, without overlap. */
  readonly points: readonly CarbonIntensity[];
}

/** What a kilowatt-hour of the grid's whole mix emits: for the account of what was used. */
export interface AverageCarbonSeries extends CarbonSeries {
  readonly signal: 'average';
  /** With building plants and getting fuel, or what leaves the stacks alone; absent where the provider does not say. */
  readonly scope?: 'lifecycle' | 'direct' | undefined;
  /** Filled in by a model of the provider's where measurements came late. */
  readonly estimated?: boolean | undefined;
}

/**
 * What one kilowatt-hour more emits, of the plant that follows the load: for deciding when to use power. It may be many
 * times the average of the same hour, and the two are never added, compared or joined: their types keep them apart.
 */
export interface MarginalCarbonSeries extends CarbonSeries {
  readonly signal: 'marginal';
}

/** Ten times the worst coal: what lies beyond is a mistake of somebody's. */
const ABSURD_G_PER_KWH = 15_000;

/** Points in order; what is no interval, negative or absurd is left out, and of two with one beginning the first stays. */
export function carbonPoints(rows: readonly CarbonIntensity[]): readonly CarbonIntensity[] {
  const byStart = new Map<number, CarbonIntensity>();
  for (const row of rows) if (isIntensity(row) && !byStart.has(row.fromMs)) byStart.set(row.fromMs, row);
  const sorted = [...byStart.values()].sort((a, b) => a.fromMs - b.fromMs);
  return sorted.map((row, at) => {
    const toMs = Math.min(row.toMs, sorted[at + 1]?.fromMs ?? Number.POSITIVE_INFINITY);
    return { fromMs: row.fromMs, toMs, gPerKwh: row.gPerKwh };
  });
}

function isIntensity({ fromMs, toMs, gPerKwh }: CarbonIntensity): boolean {
  return (
    Number.isFinite(fromMs) &&
    Number.isFinite(toMs) &&
    toMs > fromMs &&
    gPerKwh >= 0 &&
    gPerKwh <= ABSURD_G_PER_KWH
  );
}

/** What the grid is made of during [fromMs, toMs), as shares of its power; absent where it is not said. */
export interface GenerationMix {
  readonly zone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fossilFreePct?: number | undefined;
  readonly renewablePct?: number | undefined;
  /** By fuel as the provider names it, 0..100 each. They need not add up to 100. */
  readonly fuels: ReadonlyMap<string, number>;
}
