import { describe, expect, it } from 'vitest';
import { faultFrom, parseFaultSpec } from './fault-request.ts';

describe('a fault on the command line', () => {
  it('may be as short as a miner and a kind', () => {
    const { miner, request } = parseFaultSpec('kitchen-gamma:flatline');
    expect(miner).toBe('kitchen-gamma');
    expect(faultFrom(request, 1000)).toEqual({ kind: 'flatline', fromMs: 1000, untilMs: undefined });
  });

  it('may say when, how long, how bad and which part', () => {
    expect(faultFrom(parseFaultSpec('*:router-down@2m+10m').request, 0)).toMatchObject({
      fromMs: 120_000,
      untilMs: 720_000,
    });
    expect(faultFrom(parseFaultSpec('a:fan-wear@0s*0.5').request, 0)).toMatchObject({ severity: 0.5 });
    expect(faultFrom(parseFaultSpec('a:domain-stalled/1/2@-1h').request, 0)).toMatchObject({
      fromMs: -3_600_000,
      chip: 1,
      domain: 2,
    });
  });

  it.each(['kitchen-gamma', ':flatline', 'a:flatline@soon', 'a:explode'])(
    '"%s" is refused in words',
    (spec) => {
      expect(() => parseFaultSpec(spec)).toThrow(RangeError);
    },
  );
});
