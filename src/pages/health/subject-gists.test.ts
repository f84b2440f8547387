import { describe, expect, test } from 'vitest';
import type { BudgetMeter } from '../../domain/health/health-report.ts';
import type { PlannedWork } from '../../domain/health/maintenance.ts';
import { budgetGist, logGist, outlookGist, planGist, rulesGist, stripGist } from './subject-gists.ts';

const NAMES = new Map([
  ['a', 'Rack'],
  ['b', 'Attic'],
]);
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;
const money = { value: 1, low: 0.5, high: 2 };
const clean: PlannedWork = {
  id: 'a clean',
  minerId: 'a',
  work: 'clean',
  because: 'learned',
  dueAtMs: NOW_MS + 3 * DAY_MS,
  costOfDoing: money,
  costOfWaitingPerDay: money,
};

describe('what a subject comes to, while it is folded', () => {
  test('is the work that comes first, and how much more there is', () => {
    const nothing = { plan: [], left: [], isLearning: false };
    expect(planGist({ ...nothing, plan: [clean] }, NAMES, NOW_MS)).toMatch(
      /^Clean Rack\. Best done by Nov 25, 2026\.$/,
    );
    expect(planGist({ ...nothing, plan: [clean, { ...clean, id: 'b' }] }, NAMES, NOW_MS)).toMatch(
      /\. 1 more\.$/,
    );
    expect(planGist(nothing, NAMES, NOW_MS)).toBe('Nothing is worth doing now.');
    expect(planGist({ ...nothing, isLearning: true }, NAMES, NOW_MS)).toMatch(/as far as is known/);
  });

  test('is, where no work is planned, what would mend what is found', () => {
    const left = [{ id: 'a clean', minerId: 'a', work: 'clean', because: 'costs-more' }] as const;
    expect(planGist({ plan: [], left, isLearning: true }, NAMES, NOW_MS)).toBe(
      'Clean Rack, if you like: money alone does not ask for it.',
    );
  });

  test('is how many miners had anything worth a look: what is only to know is not', () => {
    const rows = [
      { minerId: 'a', cells: ['fine', 'act'] as const },
      { minerId: 'b', cells: ['info', 'unknown'] as const },
    ];
    expect(stripGist(rows)).toBe('Something was wrong with 1 of 2 miners.');
    expect(stripGist(rows.slice(1))).toBe('Nothing was wrong with any miner.');
    expect(stripGist([])).toBe('Nothing has been judged in this time yet.');
  });

  test('is who will most likely fail, within the longest time that is told', () => {
    const chances = [7, 90].map((days) => ({ days, chance: days / 1000, low: 0, high: 1 }));
    expect(outlookGist([{ minerId: 'b', chances, components: [] }], NAMES)).toMatch(
      /^Most likely to trip or fail: Attic, 9\s% within 90 days\.$/,
    );
    expect(outlookGist([], NAMES)).toBe('Nothing can be said of any miner yet.');
  });

  test('is the promise beside what came, once there is a day of it', () => {
    const budget: BudgetMeter = {
      promisedPerMonth: 1,
      watchedDays: 30,
      raised: 3,
      calledFalse: 2,
      seenPerMonth: { value: 2.03, low: 0.4, high: 6 },
      byFixedRules: 0,
    };
    expect(budgetGist(budget)).toBe('1 a month promised, 2 seen.');
    expect(budgetGist({ ...budget, watchedDays: 0.5 })).toBe('The watch has not run for a day yet.');
  });

  test('is what was done last, and that nothing was where nothing was', () => {
    const last = { id: '1', minerId: 'a', atMs: NOW_MS, kind: 'cleaned', told: 'hand' } as const;
    expect(logGist([last], NAMES)).toBe('Last: Cleaned, Rack, Nov 22, 2026.');
    expect(logGist([], NAMES)).toBe('Nothing is written down yet.');
    expect(rulesGist([])).toBe('Nothing has been found yet that could be compared.');
  });
});
