import { describe, expect, test } from 'vitest';
import { limitWords, outcomeWords, ownWordsOf, settingWords } from './setting-words.ts';

const refused = (detail: string) =>
  ({ outcome: 'failed', reason: { code: 'device-refused', detail } }) as const;

describe('what a miner says when it refuses', () => {
  test.each([
    ['the miner answers 404: {"error":"unknown route"}', 'its firmware cannot do it'],
    ['the miner does not take the password (“enc json load err”)', 'does not accept the password'],
    ['the miner answers 401: no reason given', 'does not accept the password'],
    ['reboot.cgi: the device refuses (403)', 'does not accept the password'],
    ['the miner answers: E 17', 'The miner refuses it.'],
  ])('%s is told in plain words, and kept for whoever asks', (detail, words) => {
    expect(outcomeWords(refused(detail))).toContain(words);
    expect(outcomeWords(refused(detail))).not.toContain(detail);
    expect(ownWordsOf(refused(detail).reason)).toBe(detail);
  });
});

test('what an adapter found out is told as it is, for its words help already', () => {
  const known = refused('only stratum+tcp:// pools can be set on this firmware yet');
  expect(outcomeWords(known)).toContain('The miner refuses: only stratum+tcp:// pools can be set');
  expect(ownWordsOf(known.reason)).toBeUndefined();
});

describe('limits are told in a line', () => {
  test.each([
    ['the miner’s own options', '400 MHz to 625 MHz, the miner’s own options', undefined],
    ['Davylamp: never below 20 %', '400 MHz to 625 MHz, never below 20 %', undefined],
    ['ESP-Miner, main/device_config.h', '400 MHz to 625 MHz', 'ESP-Miner, main/device_config.h'],
    [
      'the miner’s own options; ESP-Miner, main/device_config.h',
      '400 MHz to 625 MHz, the miner’s own options',
      'the miner’s own options; ESP-Miner, main/device_config.h',
    ],
  ])('from %s', (source, line, from) => {
    const told = limitWords('MHz', { min: 400, max: 625, source });
    expect(told.line.replaceAll(/\s/g, ' ')).toBe(line);
    expect(told.from).toBe(from);
  });
});

test('a profile that is called by its watts is told in watts', () => {
  expect(settingWords('preset', '3050').replaceAll(/\s/g, ' ')).toMatch(/^3.050 W$/);
  expect(settingWords('preset', 'disabled')).toBe('none (disabled)');
  expect(settingWords('preset', '500MHz')).toBe('500MHz');
});
