import { describe, expect, test } from 'vitest';
import type { ComponentOutlook } from '../../domain/health/lifetime.ts';
import { decimal, places } from '../../ui/format/decimal.ts';
import { ownHistory } from './own-history.ts';

const curve = { days: [], survival: [], low: [], high: [] };
const published = { value: 2.035, low: 1.661, high: 2.494 };

function part(rest: Partial<ComponentOutlook> = {}): ComponentOutlook {
  return {
    component: 'board',
    chances: [],
    survival: curve,
    ownEvents: 0,
    ownDays: 0,
    expectedEvents: 0,
    basis: 'published',
    sources: [],
    ...rest,
  };
}

/** As the locale writes it. */
const n = (value: number) => decimal(value, places(1));

/** With plain spaces, whatever the locale sets between numbers and units. */
function told(rest: Partial<ComponentOutlook>): string {
  return ownHistory(part(rest)).join(' ').replaceAll('\u00a0', ' ');
}

describe('what the owner’s machines show of a part', () => {
  test('is nothing before any was watched', () => {
    expect(told({})).toBe('None of your machines of this kind has been watched yet.');
  });

  test('is how many failed in how many years, beside what published rates expect', () => {
    expect(told({ ownEvents: 2, ownDays: 9.4 * 365.2425, expectedEvents: 1.8 })).toContain(
      `: 2 failures in ${n(9.4)} machine-years (published rates expect ${n(1.8)}).`,
    );
    expect(told({ ownDays: 3, expectedEvents: 0.001 })).toContain(
      `no failure in less than ${n(0.1)} machine-years (published rates expect less than ${n(0.1)})`,
    );
  });

  test('is of heat as published until one has failed, with how many failures it takes', () => {
    const heat = { fromC: 60, published, learned: published, failuresNeeded: 63 };
    const few = told({ ownDays: 100, heat });
    expect(few).toContain(
      `At 70 °C instead of 60 °C it ages ${n(2)} times (${n(1.7)}–${n(2.5)}) as fast, by what is published.`,
    );
    expect(few).toContain('None of yours has failed yet');
    expect(few).toContain('takes about 63 failures');
  });

  test('is of heat told in the owner’s own degrees', () => {
    const heat = { fromC: 60, published, learned: published };
    const [, sentence] = ownHistory(part({ ownDays: 100, heat }), { temperatureUnit: 'F' });
    expect(sentence?.replaceAll('\u00a0', ' ')).toContain('At 158 °F instead of 140 °F it ages');
  });

  test('is of heat what was learned once some failed, and says when they are enough', () => {
    const heat = { fromC: 60, published, learned: { value: 2.3, low: 1.9, high: 2.8 }, failuresNeeded: 63 };
    const some = told({ ownDays: 1000, ownEvents: 3, heat });
    expect(some).toContain(`With the failures of your machines: ${n(2.3)} times (${n(1.9)}–${n(2.8)}).`);
    expect(some).toContain('published figures lead');
    const many = told({ ownDays: 1e5, ownEvents: 63, heat });
    expect(many).toContain('About 63 failures are enough');
    expect(many).not.toContain('published figures lead');
  });

  test('is of heat nothing of their own where all bear about the same', () => {
    expect(
      told({ ownDays: 1000, ownEvents: 3, heat: { fromC: 60, published, learned: published } }),
    ).toContain('differ too little in heat');
  });
});
