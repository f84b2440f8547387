import { describe, expect, it } from 'vitest';
import { coarserThan, HISTORY_TIERS, KEPT_MS, nextToGo, SPARED_MS } from './retention.ts';

describe('what goes next', () => {
  it('is the tier whose oldest is the first to be too old; polls go all the time', () => {
    const next = nextToGo([
      { tier: 'raw', bytes: 1, oldestAtMs: 0, goesAtMs: 1 },
      { tier: 'minute', bytes: 1, oldestAtMs: 0, goesAtMs: 5 },
      { tier: 'quarter', bytes: 1, oldestAtMs: 0, goesAtMs: 3 },
      { tier: 'day', bytes: 1, oldestAtMs: 0 },
    ]);
    expect(next?.tier).toBe('quarter');
  });

  it('is nothing where nothing is stored', () => {
    expect(nextToGo(HISTORY_TIERS.map((tier) => ({ tier, bytes: 0 })))).toBeUndefined();
  });
});

describe('tiers', () => {
  it('are kept the longer the coarser they are, and what is spared is younger than what is too old', () => {
    const kept = HISTORY_TIERS.map((tier) => KEPT_MS[tier]);
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    for (const tier of HISTORY_TIERS) if (tier !== 'day') expect(SPARED_MS[tier]).toBeLessThan(KEPT_MS[tier]);
  });

  it('have coarser ones, but for days', () => {
    expect(coarserThan('raw')).toEqual(['minute', 'quarter', 'hour', 'day']);
    expect(coarserThan('day')).toEqual([]);
  });
});
