import type { ParameterName } from '../../domain/health/parameter-name.ts';
import type { Symptom } from '../../domain/health/symptom.ts';
import { lossIsSudden } from '../anomaly/detectors/part-loss.ts';
import { type Drift, type DriftRule, RECENT_WEIGHT } from '../anomaly/drift.ts';
import type { MinerWatch } from '../anomaly/miner-watch.ts';
import { effectiveDeviation } from '../anomaly/own-normal.ts';
import { PARAMETERS } from '../anomaly/parameters.ts';
import type { RateWatch } from '../anomaly/rate-watch.ts';

/**
 * ln of how much likelier what was seen is with a symptom than without it, nats: above 0 speaks for it, below against.
 * What cannot be judged, as the device does not tell it or its normal is not learned yet, is absent.
 */
export type SymptomEvidence = Readonly<Partial<Record<Symptom, number>>>;

/** What the other machines of a place show of the same trouble. */
export interface Others {
  /** Machines besides this one that are watched. */
  readonly watched: number;
  /** How many of them came to the same trouble at about the same time. */
  readonly alike: number;
}

const PARAMETER_SYMPTOMS: readonly {
  readonly symptom: Symptom;
  readonly parameters: readonly ParameterName[];
  readonly sign: 1 | -1;
}[] = [
  { symptom: 'cooling-worse', parameters: ['cooling', 'cooling-by-clock'], sign: 1 },
  { symptom: 'chip-far-above-sink', parameters: ['chip-over-sink'], sign: 1 },
  { symptom: 'regulator-hotter', parameters: ['chip-over-sink'], sign: -1 },
  { symptom: 'fan-slower', parameters: ['fan-speed'], sign: -1 },
  { symptom: 'fan-unsteady', parameters: ['fan-jitter'], sign: 1 },
  { symptom: 'supply-lower', parameters: ['supply'], sign: -1 },
  { symptom: 'errors-more', parameters: ['errors'], sign: 1 },
  { symptom: 'hashrate-less', parameters: ['hashrate', 'hashrate-by-clock'], sign: -1 },
  { symptom: 'board-less', parameters: ['boards'], sign: -1 },
  { symptom: 'power-more', parameters: ['power'], sign: 1 },
];

const HOUR_MS = 3_600_000;

/** No symptom speaks louder, for or against: laws of figures are models, and these are the odds that they fit at all. */
const MOST_FOR_NATS = 8;
const MOST_AGAINST_NATS = 3;
/** Fewer hours than these tell no normal to be held against. */
const SPEAKS_FROM_HOURS = 12;
/** ln of the hours of a quarter-year. */
const CHANCE_SUM_NATS = Math.log(91 * 24);
/** Shares that come so late are no luck: 0.1 % of silences last longer than 6.9 intervals. */
const SILENT_NATS = 6.9;

/**
 * What a miner shows, as evidence for each symptom.
 * @param sinceMs when the trouble began
 * @param air the air of the place against its usual, with the rule by which it is judged
 * @param others absent where it is alone
 */
export function symptomsOf(
  watch: MinerWatch,
  sinceMs: number,
  air?: { readonly drift: Drift; readonly rule: DriftRule },
  others?: Others,
): SymptomEvidence {
  const found: Partial<Record<Symptom, number>> = {};
  const hours = Math.max(0, watch.atMs - sinceMs) / HOUR_MS;
  const add = (symptom: Symptom, nats: number | undefined) => {
    if (nats !== undefined && !Number.isNaN(nats))
      found[symptom] = Math.min(MOST_FOR_NATS, Math.max(-MOST_AGAINST_NATS, nats));
  };
  for (const { symptom, parameters, sign } of PARAMETER_SYMPTOMS)
    for (const name of parameters) {
      const parameter = PARAMETERS.find((each) => each.name === name);
      if (parameter)
        add(symptom, shiftNats(watch.parameters[name].drift, parameter.rule, sign, hours) ?? found[symptom]);
    }
  // How it went can be said of a loss only.
  if ((found['hashrate-less'] ?? 0) > 0)
    add('loss-at-once', lossIsSudden(watch) ? MOST_AGAINST_NATS : -MOST_AGAINST_NATS);
  if (air) add('air-warmer', shiftNats(air.drift, air.rule, 1, hours));
  add('shares-refused', rateNats(watch.rejected));
  add('shares-late', rateNats(watch.stale));
  const { gap, told, stalled, unanswered, failover } = watch;
  add('no-shares', gap.silentDue - SILENT_NATS);
  if (gap.due > 0) add('fewer-shares', Math.max(...gap.scores.map(({ nats }) => nats)) - MOST_AGAINST_NATS);
  // The miner tells these itself: they are, or they are not, unless it never tells such a thing.
  const tell = (symptom: Symptom, isThere: boolean, isTold = true) =>
    add(symptom, isThere ? MOST_FOR_NATS : isTold ? -MOST_AGAINST_NATS : undefined);
  const { changes, identity, frequencyMhz, firmware, addresses } = told;
  tell('part-still', stalled !== undefined, watch.parameters.boards.drift.normal.count > 0);
  tell('no-answer', unanswered !== undefined);
  tell('other-pool', failover !== undefined, identity?.poolInUse !== undefined);
  tell('settings-other', changes.settings !== undefined, frequencyMhz !== undefined);
  tell('firmware-other', changes.firmware !== undefined, firmware !== undefined);
  tell('address-other', changes['pool-address'] !== undefined, addresses.length > 0);
  if (others) add('others-too', othersNats(others));
  return found;
}

/**
 * Evidence that a figure has left its normal, by whichever of two says more for it:
 *
 * - its mean of about the last day x, held for a shift d of twice what is tolerated against none: d·(x − d/2)/s². The
 *   spread s is taken for no less than a third of the full shift: how large a trouble makes one is known no better. Of
 *   a trouble that began just now the mean of a day shows a part only, and so d is that part: silence counts for little.
 * - the watch's own sum of evidence, less ln of the hours of a quarter-year: by chance such a sum reaches h in one of
 *   e^h hours (see alarm-budget.ts).
 */
function shiftNats(
  { normal, recent, up, down }: Drift,
  { tolerance, floor }: DriftRule,
  sign: 1 | -1,
  hours: number,
): number | undefined {
  if (normal.count < SPEAKS_FROM_HOURS) return undefined;
  const full = 2 * tolerance;
  const shift = full * (1 - (1 - RECENT_WEIGHT) ** hours);
  const spread = Math.max(full / 3, effectiveDeviation(normal, floor) / Math.sqrt(SPEAKS_FROM_HOURS));
  const byRecent = (shift * (sign * recent - shift / 2)) / spread ** 2;
  const bySum = Math.max(...(sign > 0 ? up : down).map(({ nats }) => nats)) - CHANCE_SUM_NATS;
  return Math.max(byRecent, bySum);
}

/** The evidence that a rate of shares has risen, once enough were seen to tell. */
function rateNats({ learnedShares, scores }: RateWatch): number | undefined {
  if (learnedShares === 0) return undefined;
  return Math.max(...scores.map(({ nats }) => nats)) - MOST_AGAINST_NATS;
}

/** Of what the place has in common most others show it, too; of what is a machine's own hardly ever one in fifty. */
const ALIKE_IF_SHARED = 0.8;
const ALIKE_IF_OWN = 0.02;

function othersNats({ watched, alike }: Others): number | undefined {
  if (watched === 0) return undefined;
  return (
    alike * Math.log(ALIKE_IF_SHARED / ALIKE_IF_OWN) +
    (watched - alike) * Math.log((1 - ALIKE_IF_SHARED) / (1 - ALIKE_IF_OWN))
  );
}
