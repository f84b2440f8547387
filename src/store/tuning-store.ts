import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import type { TuningSession } from '../domain/tuning.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

/** A session of one miner, as it is kept. */
export interface KeptTuning {
  readonly id: string;
  readonly minerId: string;
  readonly session: TuningSession;
  /** It ran on a copy of a simulated miner. */
  readonly isRehearsal?: true | undefined;
}

/** So many sessions are kept, of all miners: the newest. */
const MOST_KEPT = 60;
const KEY = 'tuning-sessions';

const figure = v.pipe(v.number(), v.finite());
const range = v.object({ min: figure, max: figure, step: v.pipe(figure, v.minValue(0.01)) });
const rungPoint = v.variant('kind', [
  v.object({ kind: v.literal('preset'), preset: v.string() }),
  v.object({ kind: v.literal('work-mode'), mode: v.string() }),
  v.object({ kind: v.literal('power-limit'), powerLimitW: figure }),
  v.object({ kind: v.literal('fan'), fanPercent: figure }),
  v.object({ kind: v.literal('target-temp'), targetTempC: figure }),
]);
const point = v.union([v.strictObject({ frequencyMhz: figure, coreVoltageMv: figure }), rungPoint]);
const measured = v.object({ mean: figure, error: figure });
const sample = v.object({
  atMs: figure,
  hashrateHs: v.optional(v.number()),
  powerW: v.optional(v.number()),
  chipC: v.optional(v.number()),
  vrC: v.optional(v.number()),
  inputV: v.optional(v.number()),
  fanPercent: v.optional(v.number()),
  errorRate: v.optional(v.number()),
  airC: v.optional(v.number()),
  uptimeS: v.optional(v.number()),
});
const trial = v.object({
  point,
  fromMs: figure,
  untilMs: figure,
  hashrateHs: measured,
  powerW: measured,
  chipC: v.optional(figure),
  vrC: v.optional(figure),
  inputV: v.optional(figure),
  fanPercent: v.optional(figure),
  airC: v.optional(figure),
  errors: v.optional(v.object({ rate: figure, answers: figure })),
  ended: v.picklist(['measured', 'time-over', 'hopeless', 'breach']),
});
const limits = {
  maxPowerW: v.optional(figure),
  maxChipC: v.optional(figure),
  maxVrC: v.optional(figure),
  minInputV: v.optional(figure),
  maxFanPercent: v.optional(figure),
  maxErrorRate: v.optional(figure),
};
const anyTask = {
  objective: v.variant('kind', [
    v.object({ kind: v.literal('efficiency') }),
    v.object({ kind: v.literal('net'), earnedPerThDay: figure, pricePerKwh: figure }),
    v.object({ kind: v.literal('hashrate') }),
    v.object({ kind: v.literal('quiet'), leastHashrateHs: figure }),
  ]),
  mostTrials: figure,
  seed: figure,
};
const clockTask = v.object({
  ...anyTask,
  reference: v.object({
    frequencyMhz: figure,
    coreVoltageMv: figure,
    hashrateHs: figure,
    hashrateDoubt: figure,
    kin: v.optional(v.object({ chips: figure, means: v.array(figure), deviations: v.array(figure) })),
  }),
  envelope: v.object({ frequencyMhz: range, coreVoltageMv: range, ...limits }),
});
const rung = v.object({
  point: rungPoint,
  powerW: v.optional(figure),
  hashrateHs: v.optional(figure),
});
const ladderTask = v.object({
  ...anyTask,
  ladder: v.pipe(v.array(rung), v.minLength(1)),
  envelope: v.object(limits),
});
const session: v.GenericSchema<unknown, TuningSession> = v.object({
  task: v.union([ladderTask, clockTask]),
  phase: v.picklist(['setting', 'measuring', 'returning', 'paused', 'ended']),
  isPausing: v.optional(v.boolean()),
  repeats: v.optional(figure),
  toldBefore: v.optional(sample),
  point,
  lastGood: point,
  startedMs: figure,
  askedMs: figure,
  appliedMs: v.optional(figure),
  heardMs: figure,
  samples: v.array(sample),
  trials: v.array(trial),
  end: v.optional(
    v.picklist([
      'no-more-to-gain',
      'trials-used',
      'stopped',
      'lost-link',
      'alarm',
      'breach',
      'changed-by-others',
      'consent-withdrawn',
      'not-applied',
      'nothing-to-measure',
      'frozen-sensor',
      'unsteady',
    ]),
  ),
  breach: v.optional(
    v.object({
      limit: v.picklist(['power', 'chip', 'regulator', 'input', 'fan', 'errors']),
      value: v.number(),
      bound: v.number(),
    }),
  ),
});
const kept: v.GenericSchema<unknown, KeptTuning> = v.object({
  id: v.string(),
  minerId: v.string(),
  session,
  isRehearsal: v.optional(v.literal(true)),
});

/** Tuning sessions, under way and past. What cannot be read (another version's) is left out. Every method throws StoreError. */
export class TuningStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** All that are kept, newest first. */
  all(): Promise<readonly KeptTuning[]> {
    return guarded(async () => read((await this.#values.get(KEY))?.value));
  }

  /** Keeps a session as it stands now, in the place of what was kept of it before. */
  keep(tuning: KeptTuning): Promise<void> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const others = read((await this.#values.get(KEY))?.value).filter(({ id }) => id !== tuning.id);
        await this.#values.put({ key: KEY, value: [tuning, ...others].slice(0, MOST_KEPT) });
      }),
    );
  }
}

function read(value: unknown): readonly KeptTuning[] {
  if (!Array.isArray(value)) return [];
  return value
    .flatMap((each) => {
      const checked = v.safeParse(kept, each);
      return checked.success ? [checked.output] : [];
    })
    .sort((a, b) => b.session.startedMs - a.session.startedMs);
}
