import { describe, expect, it } from 'vitest';
import { formatConfidence, formatPercent } from './percent.ts';

/** The spaces that keep numbers together, as plain ones: readable expectations. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a part', () => {
  it.each([
    [0, '0 %'],
    [0.0012, '0.12 %'],
    [0.0345, '3.5 %'],
    [0.4821, '48 %'],
    [1, '100 %'],
    [undefined, '–'],
  ])('of %s is written %s', (part, text) => {
    expect(plain(formatPercent(part, 'en-GB'))).toBe(text);
  });
});

describe('a confidence', () => {
  it.each([
    [0.5, '50 %'],
    [0.9899, '98 %'],
    [0.99, '99.0 %'],
    [0.999, '99.9 %'],
    [0.99949, '99.9 %'],
    [0.99999, '> 99.9 %'],
    [1, '> 99.9 %'],
    [0.0049, '0.4 %'],
    [0, '< 0.1 %'],
    [undefined, '–'],
  ])('of %s is never overstated: %s', (probability, text) => {
    expect(plain(formatConfidence(probability, 'en-GB'))).toBe(text);
  });
});
