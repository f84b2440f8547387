import { expect, test } from 'vitest';
import { withBand } from './band.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a figure is told with how far it may be off, as a part of it', () => {
  expect(plain(withBand('24 W', 0.74, 24))).toBe('24 W ± 3.1 %');
  expect(plain(withBand('17.4 J/TH wall', 40, 1_000))).toBe('17.4 J/TH wall ± 4.0 %');
});

test('a figure of which that is not known stands alone', () => {
  expect(withBand('24 W', undefined, 24)).toBe('24 W');
  expect(withBand('24 W', 0, 24)).toBe('24 W');
  expect(withBand('–', 0.7, undefined)).toBe('–');
});
