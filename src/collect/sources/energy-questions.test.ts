import { expect, test } from 'vitest';
import { energyQuestions } from './energy-questions.ts';

const WANTS = { currency: 'EUR', coins: ['BTC'] };

function daysAsked(provider: string, fields: Record<string, string>, nowMs: number): readonly string[] {
  const questions = energyQuestions[provider]?.(WANTS, fields, false) ?? [];
  const present = questions.filter(({ quantity }) => !quantity.startsWith('past:'));
  return present.flatMap(({ errandAt }) => {
    const errand = errandAt(nowMs);
    return 'request' in errand ? (/date=(\d{4}-\d\d-\d\d)/.exec(errand.request.path)?.[1] ?? []) : [];
  });
}

test('a Finnish day is asked for whole: its first hour is of the exchange’s yesterday', () => {
  // 00:30 of 22 November in Helsinki, 23:30 of the 21st by the exchange's clock.
  const nowMs = Date.UTC(2026, 10, 21, 22, 30);
  expect([...daysAsked('nordpool', { zone: 'FI' }, nowMs)].sort()).toEqual([
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ]);
  const later = Date.UTC(2026, 10, 21, 23, 30);
  expect([...daysAsked('nordpool', { zone: 'FI' }, later)].sort()).toEqual([
    '2026-11-21',
    '2026-11-22',
    '2026-11-23',
  ]);
});
