import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { sentimentUpstreams } from '../../domain/upstreams/sentiment.ts';
import { fearAndGreed } from './alternative-me.ts';

const parse = (told: unknown) =>
  fearAndGreed.parse({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 }, { days: 0 });
const rows = [
  { value: '0', value_classification: 'Extreme Fear', timestamp: '1710100000', time_until_update: '41000' },
  { value: '100', value_classification: 'Extreme Greed', timestamp: '1710013600' },
];

describe('the Fear & Greed Index', () => {
  test('tells numbers as text, the newest first, and 0 is a value', () => {
    expect(parse({ data: rows, metadata: { error: null } })).toEqual([
      { atMs: 1_710_013_600_000, index: 100, label: 'Extreme Greed' },
      { atMs: 1_710_100_000_000, index: 0, label: 'Extreme Fear' },
    ]);
  });

  test('has no day with a value that is none, or a date that is text', () => {
    const odd = [
      { ...rows[0], value: '101' },
      { ...rows[0], value: '' },
      { ...rows[0], timestamp: '03-10-2024' },
    ];
    expect(parse({ data: [...odd, rows[1]] })).toHaveLength(1);
    expect(() => parse({ data: odd })).toThrow(expect.objectContaining({ kind: 'unreadable-reply' }));
  });

  test('is dated by text where it is asked to, if no other day could be meant', () => {
    const dated = ['2024-03-10', '2024/03/11'].map((timestamp) => ({ ...rows[0], timestamp }));
    expect(parse({ data: dated }).map(({ atMs }) => atMs)).toEqual([
      Date.UTC(2024, 2, 10),
      Date.UTC(2024, 2, 11),
    ]);
  });

  test('tells its own failures', () => {
    expect(() => parse({ data: [], metadata: { error: 'Internal error' } })).toThrow(
      expect.objectContaining({ kind: 'provider-failed', detail: 'Internal error' }),
    );
  });

  test('is asked only what its row allows, and damage is sane figures or an error of ours', () => {
    const request = fearAndGreed.request({ days: 90 });
    expect(isAllowed(sentimentUpstreams, request)).toBe(true);
    expectSaneWhenDamaged(
      wholeAnswer('index', fearAndGreed, { days: 0 }, { data: rows, metadata: { error: null } }),
    );
  });
});
