import { describe, expect, it } from 'vitest';
import type { ContestBand, ContestEntry, Speaker } from '../../domain/forecast.ts';
import type { ContestOutcome } from '../../insight/forecast/contest.ts';
import { verdictOf } from './training-outcome.ts';

const NET = { kind: 'model', name: 'recurrent net', modelId: 'a/recurrent-net/1' } as const;
const TREES = { kind: 'model', name: 'boosted trees', modelId: 'a/boosted-trees/1' } as const;
const MIXTURE = { kind: 'mixture', name: 'mixture' } as const;
const RULE = { kind: 'rule', name: 'persistence' } as const;

const entry = (speaker: Speaker, mase: number, p?: number, verdict = 'not-better') =>
  ({ speaker, scores: { mase }, p, verdict }) as ContestEntry;

/** A contest of one part of the horizon, that these weights speak in. */
function outcome(speaker: Speaker, weights: Readonly<Record<string, number>>) {
  const entries = [
    entry(MIXTURE, 0.7, 0.01),
    entry(TREES, 0.8, 0.2),
    entry(NET, 1.3, 1),
    entry(RULE, 1, undefined, 'is-rule'),
  ];
  const steps = { fromStep: 1, toStep: 24 };
  const band = { ...steps, speaker, entries } as ContestBand;
  return { contest: { bands: [band] }, seats: [{ ...steps, speaker, weights }] } as unknown as Pick<
    ContestOutcome,
    'contest' | 'seats'
  >;
}

describe('what a contest makes of a model', () => {
  it('that speaks alone is told by its own figures', () => {
    expect(verdictOf(TREES.modelId, outcome(TREES, { 'boosted trees': 1 }))).toEqual({
      status: 'canary',
      reason: { kind: 'won', mase: 0.8, ruleMase: 1, p: 0.2 },
    });
  });

  it('that has a part in a mixture is told by the figures of the mixture, and its part', () => {
    const mixed = outcome(MIXTURE, { 'recurrent net': 0.34, 'boosted trees': 0.66 });
    expect(verdictOf(NET.modelId, mixed)).toEqual({
      status: 'canary',
      reason: { kind: 'won-together', mase: 0.7, ruleMase: 1, p: 0.01, share: 0.34 },
    });
  });

  it('that was left out of the mixture does not speak, nor one that the rule speaks before', () => {
    const lost = { status: 'shadow', reason: { kind: 'lost', mase: 1.3, ruleMase: 1 } };
    const without = outcome(MIXTURE, { 'boosted trees': 0.6, persistence: 0.4 });
    expect(verdictOf(NET.modelId, without)).toEqual(lost);
    expect(verdictOf(NET.modelId, outcome(RULE, { persistence: 1 }))).toEqual(lost);
  });
});
