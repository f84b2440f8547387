import type {
  TuningEnvelope,
  TuningLimits,
  TuningObjective,
  TuningPoint,
  TuningTrial,
} from '../../domain/tuning.ts';
import { edgeVoltageMv } from './chip-model.ts';
import { outlookOf, type TuningKnowledge } from './knowledge.ts';
import { type LadderKnowledge, rungOutlook } from './ladder-knowledge.ts';
import { powerAt } from './responses.ts';

/** A tested point that somebody may want. */
export interface TuningPick {
  readonly kind: 'quiet' | 'cheap' | 'fast';
  readonly trial: TuningTrial;
}

/** What a point is expected to do, with where that is to be four times of five. */
export interface FrontierPoint {
  readonly point: TuningPoint;
  readonly hashrateHs: number;
  readonly jPerTh: number;
  readonly lowJPerTh: number;
  readonly highJPerTh: number;
}

/** A pick must make this part of the fastest one's hashes to count as quiet. */
const QUIET_PART = 0.75;
const LEAST_SAFE = 0.5;

/**
 * Of the points that were tested and are safe by all that is known now: the quickest, the one with the least energy a hash,
 * and the one with the least power of those that are quick enough. By what is believed of them, not by single trials: the
 * point that a session ends at is the pick of its goal.
 */
export function picksOf(
  best: (objective: TuningObjective) => TuningTrial | undefined,
): readonly TuningPick[] {
  const fast = best({ kind: 'hashrate' });
  const leastHashrateHs = QUIET_PART * (fast?.hashrateHs.mean ?? 0);
  const picks = {
    quiet: best({ kind: 'quiet', leastHashrateHs }),
    cheap: best({ kind: 'efficiency' }),
    fast,
  };
  return (['quiet', 'cheap', 'fast'] as const).flatMap((kind) => {
    const trial = picks[kind];
    return trial ? [{ kind, trial }] : [];
  });
}

/** The best that can be had at each clock, as far as is known: of the safe voltages the one with the least energy a hash. */
export function frontierOf(
  knowledge: TuningKnowledge,
  envelope: TuningEnvelope,
  clocks = 12,
): readonly FrontierPoint[] {
  const { frequencyMhz, coreVoltageMv } = envelope;
  return Array.from({ length: clocks }, (_, index) => {
    const clock = onStep(
      frequencyMhz.min + ((frequencyMhz.max - frequencyMhz.min) * index) / (clocks - 1),
      frequencyMhz,
    );
    let best: FrontierPoint | undefined;
    for (let voltage = coreVoltageMv.min; voltage <= coreVoltageMv.max; voltage += coreVoltageMv.step) {
      const point = { frequencyMhz: clock, coreVoltageMv: voltage };
      const { breachChance, worth } = outlookOf(knowledge, point, envelope, { kind: 'efficiency' });
      if (!(breachChance < LEAST_SAFE)) continue;
      const sorted = worth.toSorted();
      const jPerTh = 1e12 / Math.exp(quantileAt(sorted, 0.5));
      if (jPerTh >= (best?.jPerTh ?? Number.POSITIVE_INFINITY)) continue;
      best = {
        point,
        hashrateHs: (1e12 / jPerTh) * powerAt(knowledge.responses, point).mean,
        jPerTh,
        lowJPerTh: 1e12 / Math.exp(quantileAt(sorted, 0.9)),
        highJPerTh: 1e12 / Math.exp(quantileAt(sorted, 0.1)),
      };
    }
    return best;
  }).filter((each): each is FrontierPoint => each !== undefined);
}

/** The same of the rungs of a ladder, as far as they are likelier safe than not, by rising hashrate. */
export function ladderFrontierOf(knowledge: LadderKnowledge, limits: TuningLimits): readonly FrontierPoint[] {
  return knowledge.rungs
    .flatMap(({ point }, place) => {
      const { breachChance, worth, hashrateHs } = rungOutlook(knowledge, place, limits, {
        kind: 'efficiency',
      });
      if (!(breachChance < LEAST_SAFE)) return [];
      const sorted = worth.toSorted();
      const jPerTh = (at: number) => 1e12 / Math.exp(quantileAt(sorted, at));
      return [{ point, hashrateHs, jPerTh: jPerTh(0.5), lowJPerTh: jPerTh(0.9), highJPerTh: jPerTh(0.1) }];
    })
    .sort((a, b) => a.hashrateHs - b.hashrateHs);
}

function onStep(value: number, { min, step }: TuningEnvelope['frequencyMhz']): number {
  return min + Math.round((value - min) / step) * step;
}

function quantileAt(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** How good a chip is: the voltage at which half of its answers are wrong, against what its maker ships at that clock. */
export interface SiliconQuality {
  readonly frequencyMhz: number;
  /** Below 1: it needs less than what the maker ships. With where it is to be nineteen times of twenty. */
  readonly needed: number;
  readonly low: number;
  readonly high: number;
}

/** By how much voltage the chip needs at the maker's clock: lower is better, whatever it is set to now. */
export function siliconQuality({ chip }: TuningKnowledge): SiliconQuality {
  const { reference } = chip;
  const edges = edgeVoltageMv(chip, reference.frequencyMhz).toSorted();
  const part = (at: number) => quantileAt(edges, at) / reference.coreVoltageMv;
  return { frequencyMhz: reference.frequencyMhz, needed: part(0.5), low: part(0.025), high: part(0.975) };
}
