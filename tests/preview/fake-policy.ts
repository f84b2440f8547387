import type { PolicyView } from '../../src/domain/policy-standing.ts';

const DAY_MS = 86_400_000;
const SHA256 = '2955409fd66d2ebd06a846c020d959afb49debd7c68c60fea57728d779af25a1';

/** The learned policy as it may be met: `policy-before`, `policy-short`, `policy-planner`, `policy-promoted`, `policy-on`, `policy-demoted`. */
export function fakePolicy(state: string, nowMs: number): PolicyView {
  const before: PolicyView = {
    sha256: SHA256,
    refusal: 'not-tested',
    chooses: false,
    shadow: { hours: 0 },
    replaced: [],
  };
  const about = { atMs: nowMs - 2 * DAY_MS, currency: 'EUR' };
  const span = { fromMs: nowMs - 90 * DAY_MS, toMs: nowMs - 2 * DAY_MS, sha256: SHA256 };
  const promoted: PolicyView = {
    ...before,
    refusal: undefined,
    test: {
      ...about,
      finding: {
        kind: 'promoted',
        days: 88,
        policyPerDay: 2.21,
        plannerPerDay: 2.02,
        gain: { mean: 0.19, low95: 0.08, high95: 0.31 },
      },
    },
    span,
    shadow: { hours: 412, mean: 0.14, gain: { mean: 0.14, low95: -0.03, high95: 0.29 } },
  };
  const replaced = [{ minerId: 'e5', wished: 'boost', instead: 'normal', why: 'circuit' }] as const;
  if (state === 'policy-short')
    return {
      ...before,
      refusal: 'no-sure-gain',
      test: { ...about, finding: { kind: 'too-short', days: 12, needed: 56 } },
      shadow: { hours: 31, mean: -0.02 },
    };
  if (state === 'policy-planner')
    return {
      ...promoted,
      refusal: 'no-sure-gain',
      test: {
        ...about,
        finding: {
          kind: 'planner-speaks',
          days: 88,
          policyPerDay: 1.95,
          plannerPerDay: 2.02,
          gain: { mean: -0.07, low95: -0.11, high95: -0.02 },
        },
      },
    };
  if (state === 'policy-promoted') return promoted;
  if (state === 'policy-on') return { ...promoted, chooses: true, replaced };
  if (state === 'policy-demoted')
    return {
      ...promoted,
      refusal: 'shadow',
      demoted: { atMs: nowMs - DAY_MS, why: 'shadow' },
      shadow: { hours: 412, mean: -0.14, gain: { mean: -0.14, low95: -0.29, high95: -0.03 } },
    };
  return before;
}
