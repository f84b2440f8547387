import * as v from 'valibot';
import type { AwayPlan } from './away-plan.ts';
import type { PastStep, PlanMode, PlanWhy } from './plan.ts';

const figure = v.pipe(v.number(), v.finite());
const text = v.string();

export const MODE_NAME = v.picklist(['off', 'eco', 'normal', 'boost']);
const WHY: v.GenericSchema<unknown, PlanWhy> = v.picklist([
  'curtailed',
  'quiet-hours',
  'override',
  'pool-down',
  'policy',
  'nothing-known',
  'too-warm',
  'heat-wanted',
  'circuit',
  'not-worth-switching',
  'own-power',
  'pays',
  'too-dear',
]);

/** A step of a plan, as it is kept and told. */
export const PAST_STEP: v.GenericSchema<unknown, PastStep> = v.object({
  id: text,
  atMs: figure,
  minerId: text,
  from: MODE_NAME,
  to: MODE_NAME,
  why: WHY,
  became: v.picklist(['would', 'begun', 'done', 'refused', 'failed', 'skipped']),
  reason: v.optional(text),
});
const change = v.variant('kind', [
  v.object({ kind: v.literal('pause') }),
  v.object({
    kind: v.literal('tuning'),
    frequencyMhz: v.optional(figure),
    coreVoltageMv: v.optional(figure),
  }),
  v.object({ kind: v.literal('preset'), preset: text }),
  v.object({ kind: v.literal('power-limit'), powerLimitW: figure }),
]);

/** A mode of a miner, as it is kept and told: it holds nothing but what sets work and power. */
export const KNOWN_MODE: v.GenericSchema<unknown, PlanMode> = v.object({
  name: MODE_NAME,
  hashrateHs: figure,
  powerW: figure,
  changes: v.array(change),
  known: v.picklist(['measured', 'tuned', 'preset', 'estimated']),
  noiseDb: v.optional(figure),
});

const awayPlan: v.GenericSchema<unknown, AwayPlan> = v.object({
  madeAtMs: figure,
  miners: v.array(
    v.object({
      minerId: text,
      modes: v.array(KNOWN_MODE),
      steps: v.array(v.object({ fromMs: figure, toMs: figure, mode: MODE_NAME, why: WHY })),
    }),
  ),
  circuits: v.array(
    v.object({
      id: text,
      name: text,
      limitW: figure,
      minerIds: v.array(text),
      otherLoadW: v.optional(figure),
    }),
  ),
});

/** Reads told steps, in their order; what is none is left out. */
export function readPastSteps(value: unknown): readonly PastStep[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each) => {
    const checked = v.safeParse(PAST_STEP, each);
    return checked.success ? [checked.output] : [];
  });
}

/** Reads a plan that was handed over; of one that cannot be read nothing is carried out. */
export function readAwayPlan(value: unknown): AwayPlan | undefined {
  const checked = v.safeParse(awayPlan, value);
  return checked.success ? checked.output : undefined;
}
