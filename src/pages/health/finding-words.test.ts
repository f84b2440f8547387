import { describe, expect, test } from 'vitest';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import { costSentence, sizeSentence, strengthOf, sureWords } from './finding-words.ts';

type Sized = Pick<HealthFinding, 'trouble' | 'size' | 'evidence'>;
const sized = (
  trouble: Sized['trouble'],
  figure: Sized['evidence'][number]['figure'],
  size: Sized['size'],
): Sized => ({
  trouble,
  size,
  evidence: [{ figure, nats: 3, sinceMs: 0, charts: [] }],
});
const plain = (words: string | undefined) => words?.replaceAll('\u00a0', ' ');

describe('the size of a finding', () => {
  test('less than usual is told from the smaller to the larger loss', () => {
    const slower = sized('fan-wear', 'fan-speed', { value: -0.12, low: -0.15, high: -0.09, unit: 'part' });
    expect(plain(sizeSentence(slower))).toBe(
      'Fan speed at the same duty: 12 % less than usual (95 % likely 9.0 % to 15 %).',
    );
  });

  test('a difference of temperatures is one in the owner’s degrees, too', () => {
    const hotter = sized('hot-room', 'air', { value: 5, low: 4, high: 6, unit: 'K' });
    expect(plain(sizeSentence(hotter))).toContain('5.0 K more than usual (95 % likely 4.0 K to 6.0 K)');
    expect(plain(sizeSentence(hotter, { temperatureUnit: 'F' }))).toContain('9.0 °F more than usual');
  });

  test('shares that are refused are told as part of all of them', () => {
    const refused = sized('shares-rejected', 'shares', { value: 0.02, low: 0.014, high: 0.03, unit: 'part' });
    expect(plain(sizeSentence(refused))).toBe('Refused shares, of all: 2.0 % (95 % likely 1.4 % to 3.0 %).');
  });

  test('what may as well be nothing gets no interval whose lower end would have lost its sign', () => {
    const unsure = sized('power-rise', 'power', { value: 0.03, low: -0.01, high: 0.07, unit: 'part' });
    expect(plain(sizeSentence(unsure))).toBe('Power at the same settings: 3.0 % more than usual.');
  });

  test('without a size nothing is said', () => {
    expect(sizeSentence(sized('flatline', 'shares', undefined))).toBeUndefined();
  });
});

test('certainty is the miner’s own word, and never ours', () => {
  expect(sureWords({ confidence: 1 })).toBe('told by the miner itself');
  expect(plain(sureWords({ confidence: 0.99999 }))).toBe('> 99.9 % sure');
});

test('a cost that cannot be told is not told as nothing', () => {
  const euros = { currency: 'EUR', unit: 'currency' } as const;
  expect(costSentence(undefined, euros)).toBe('What it costs cannot be told yet.');
  expect(costSentence({ value: 0.21, low: 0.12, high: 0.34 }, euros)).toContain('0.21');
});

test('a symptom that moves odds as much either way is as strong', () => {
  expect(strengthOf(4)).toBe('strongly');
  expect(strengthOf(-4)).toBe('strongly');
  expect(strengthOf(1.5)).toBe('clearly');
  expect(strengthOf(-0.2)).toBe('a little');
});
