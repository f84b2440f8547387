import { describe, expect, test } from 'vitest';
import type { QualityFinding, QualityReason } from '../../domain/data-quality.ts';
import { quality as text } from '../../ui/text/en/quality.ts';
import { findingSentence, offerWords, whenWords } from './finding-words.ts';
import { scoreFigure } from './score-figure.ts';

const plain = (words: string) => words.replaceAll(/\s/g, ' ');
const finding = (over: Partial<QualityFinding> & { readonly reason: QualityReason }): QualityFinding => ({
  kind: 'clock',
  severity: 'watch',
  stretches: [{ fromMs: 0, toMs: 60_000 }],
  stretchCount: 1,
  values: 1,
  source: 'a test',
  ...over,
});

describe('a score', () => {
  test('that falls short of the whole is never written as the whole', () => {
    expect([1, 0.99999, 0.9998, 0.999, 0.98819, 0.5, 0].map((score) => plain(scoreFigure(score)))).toEqual([
      '100 %',
      '99.99 %',
      '99.98 %',
      '99.9 %',
      '98.8 %',
      '50 %',
      '0 %',
    ]);
  });
});

describe('a finding in words', () => {
  test('has a whole sentence for every reason, whatever is known of it', () => {
    for (const reason of Object.keys(text.reasons) as QualityReason[]) {
      const sentence = findingSentence(finding({ reason }), {});
      expect(sentence).toMatch(/^\S.*\.$/);
      expect(sentence).not.toMatch(/undefined|NaN/);
    }
  });

  test('is told in the units of the owner', () => {
    const hot = finding({ reason: 'out-of-range', series: 'tempChipMaxC', seen: 255, low: -20, high: 130 });
    expect(plain(findingSentence(hot, { temperatureUnit: 'F' }))).toBe(
      '1 value that cannot be: 491 °F. Possible is −4 °F to 266 °F.',
    );
    const below = finding({
      reason: 'out-of-range',
      series: 'powerW',
      seen: -3,
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
    expect(plain(findingSentence(below, {}))).toBe('1 value that cannot be: −3 W. Possible is 0 W or more.');
  });

  test('says which way a clock went, and by how much', () => {
    const late = finding({ reason: 'hour-shift', values: 340, factor: 3_600_000 });
    expect(plain(findingSentence(late, {}))).toBe(
      '340 rows are exactly 1 h 00 min too late, as after a change of the clocks.',
    );
    expect(plain(offerWords({ kind: 'shift', stretches: [], shiftMs: -3_600_000 }))).toBe(
      'Move these rows 1 h 00 min earlier',
    );
  });

  test('shows a few stretches with how long they were, and folds the others away', () => {
    const stretches = Array.from({ length: 14 }, (_, k) => ({ fromMs: k * 1e6, toMs: k * 1e6 + 7_200_000 }));
    const { lines, more } = whenWords(finding({ reason: 'gaps', stretches, stretchCount: 14 }));
    expect(lines).toHaveLength(5);
    expect(plain(lines[0] ?? '')).toMatch(/ to .*, 2 h 00 min$/);
    expect(more?.summary).toBe('and 9 more stretches');
    expect(more?.lines).toHaveLength(9);
    expect(whenWords(finding({ reason: 'gaps' })).more).toBeUndefined();
  });

  test('counts the stretches that a finding does not list', () => {
    const stretches = Array.from({ length: 100 }, (_, k) => ({ fromMs: k * 1e6, toMs: k * 1e6 + 60_000 }));
    const { more } = whenWords(finding({ reason: 'gaps', stretches, stretchCount: 230 }));
    expect(more?.summary).toBe('and 225 more stretches');
    expect(more?.lines.at(-1)).toBe('and 130 that are no longer than these');
  });

  test('quotes one value of a gauge that froze at several as that of the longest time', () => {
    const frozen = finding({
      reason: 'frozen',
      series: 'powerW',
      values: 700,
      stretchCount: 3,
      seen: 3,
      high: 4,
    });
    expect(plain(findingSentence(frozen, {}))).toMatch(/^Stood still 3 times, .* the longest at 3 W\./);
  });
});
