import * as v from 'valibot';
import { MODE_NAME } from './kept-plan.ts';
import type { KeptPolicy, KeptPolicyTest, NotedMode, PolicyShadow } from './policy-standing.ts';

const figure = v.pipe(v.number(), v.finite());
const text = v.string();

const judged = {
  days: figure,
  policyPerDay: figure,
  plannerPerDay: figure,
  gain: v.object({ mean: figure, low95: figure, high95: figure }),
};
const finding: v.GenericSchema<unknown, KeptPolicyTest['finding']> = v.variant('kind', [
  v.object({ kind: v.literal('too-short'), days: figure, needed: figure }),
  v.object({ kind: v.literal('promoted'), ...judged }),
  v.object({ kind: v.literal('planner-speaks'), ...judged }),
  v.object({ kind: v.literal('nothing-stored'), lacks: v.picklist(['prices', 'earnings', 'miners']) }),
]);
const test: v.GenericSchema<unknown, KeptPolicyTest> = v.object({
  atMs: figure,
  currency: text,
  finding,
  tested: v.optional(v.object({ fromMs: figure, toMs: figure, sha256: text, file: v.unknown() })),
});
const policy: v.GenericSchema<unknown, KeptPolicy> = v.object({
  test: v.optional(test),
  chooses: v.boolean(),
  demoted: v.optional(
    v.object({
      atMs: figure,
      why: v.picklist(['not-tested', 'no-sure-gain', 'other-policy', 'other-currency', 'shadow']),
    }),
  ),
});

const noted: v.GenericSchema<unknown, NotedMode> = v.object({
  mode: MODE_NAME,
  hashrateHs: figure,
  powerW: figure,
});
const shadow: v.GenericSchema<unknown, PolicyShadow> = v.object({
  sha256: text,
  currency: text,
  notes: v.array(
    v.object({
      fromMs: figure,
      pricePerKwh: figure,
      earnedPerThDay: figure,
      miners: v.array(
        v.object({
          minerId: text,
          wish: MODE_NAME,
          policy: noted,
          planner: noted,
          policyBefore: MODE_NAME,
          plannerBefore: MODE_NAME,
          policySinceMs: figure,
          usualPowerW: figure,
        }),
      ),
    }),
  ),
  scored: v.array(v.object({ fromMs: figure, policy: figure, planner: figure })),
});

/** A test as a page hands it over; undefined where it is none. */
export function readPolicyTest(value: unknown): KeptPolicyTest | undefined {
  const read = v.safeParse(test, value);
  return read.success ? read.output : undefined;
}

/** What was kept of the policy; of what cannot be read (another version's) it is as if nobody had tested it. */
export function readKeptPolicy(value: unknown): KeptPolicy {
  const read = v.safeParse(policy, value);
  return read.success ? read.output : { chooses: false };
}

export function readPolicyShadow(value: unknown): PolicyShadow | undefined {
  const read = v.safeParse(shadow, value);
  return read.success ? read.output : undefined;
}
