import { expect, test } from 'vitest';
import type { PlannedWork } from '../../domain/health/maintenance.ts';
import { workCalendar } from './work-calendar.ts';

const NOW_MS = new Date(2026, 9, 21, 15).getTime();
const DAY_MS = 86_400_000;
const none = { value: 0, low: 0, high: 0 };
const work = (id: string, over: Partial<PlannedWork>): PlannedWork => ({
  id,
  minerId: 'a',
  work: 'clean',
  because: 'age',
  dueAtMs: NOW_MS,
  costOfDoing: none,
  costOfWaitingPerDay: none,
  ...over,
});
const daysOf = (plan: readonly PlannedWork[], firstDay = 1) => workCalendar(plan, NOW_MS, 5, firstDay).flat();

test('weeks are whole, begin with the first day asked for, and the first holds today', () => {
  for (const firstDay of [0, 1, 6]) {
    const weeks = workCalendar([], NOW_MS, 5, firstDay);
    expect(
      weeks.every((week) => week.length === 7 && new Date(week[0]?.atMs ?? 0).getDay() === firstDay),
    ).toBe(true);
    expect(
      weeks[0]?.some(({ atMs }) => new Date(atMs).toDateString() === new Date(NOW_MS).toDateString()),
    ).toBe(true);
  }
});

test('each day is a day of its own, also where clocks are changed', () => {
  const days = daysOf([]).map(({ atMs }) => new Date(atMs).toDateString());
  expect(new Set(days).size).toBe(35);
});

test('work stands once: in its window, else when it is due, and today where that is over', () => {
  const plan = [
    work('window', {
      dueAtMs: NOW_MS + 9 * DAY_MS,
      window: { fromMs: NOW_MS + 2 * DAY_MS, toMs: NOW_MS + 2.1 * DAY_MS },
    }),
    work('missed', {
      dueAtMs: NOW_MS + 5 * DAY_MS,
      window: { fromMs: NOW_MS - 2 * DAY_MS, toMs: NOW_MS - DAY_MS },
    }),
    work('overdue', { dueAtMs: NOW_MS - 3 * DAY_MS }),
    work('far', { dueAtMs: NOW_MS + 200 * DAY_MS }),
  ];
  const placed = daysOf(plan).flatMap(({ atMs, works }) =>
    works.map(({ id }) => [id, new Date(atMs).getDate()]),
  );
  expect(placed).toEqual([
    ['overdue', 21],
    ['window', 23],
    ['missed', new Date(NOW_MS + 5 * DAY_MS).getDate()],
  ]);
});
