import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsOf } from './whatsminer-errors.ts';
import { errorCodes, whatsminerFaults } from './whatsminer-faults.ts';

describe('an error code', () => {
  test.each([
    ['110', 'the intake fan does not reach its speed'],
    ['218', 'the mains voltage is below the 230 V that the high power mode needs'],
    ['302', 'hash board 2: its temperature sensor is not found'],
    ['329', 'the temperature sensor of the control board does not answer'],
    ['541', 'hash board 1: its chips do not tell who they are'],
    ['2010', 'all pools are switched off'],
    ['2022', 'pool 2 cannot be reached'],
    ['5070', 'hash board 0: the coolant does not flow as it should'],
    ['530012', 'hash board 0: chip 12 gives too few results'],
    ['110001', 'a virus was removed: update the firmware'],
  ])('%s says that %s', (code, words) => {
    expect(wordsOf(code)).toBe(words);
  });

  test.each([
    ['299', 'the power supply reports an error'],
    ['5999', 'the miner reports an error'],
    ['8599', 'a factory check failed'],
    ['100999', 'the security check of the firmware failed'],
    ['7', 'the control board reports an error'],
  ])('%s, which is in no list, still says that %s', (code, words) => {
    expect(wordsOf(code)).toBe(words);
  });

  test('of any number has words', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (code) => {
        expect(wordsOf(String(code))).toMatch(/^[a-z].{10,}$/);
      }),
    );
  });
});

describe('a list of error codes', () => {
  test('is read in each of its forms, and what is no code is not there', () => {
    const forms = ['2010', 541, { '541': 'x', reason: ' Slot 1. ' }, { '5032': 'y' }, 'no', null, 0, -1, []];
    expect(errorCodes(forms)).toEqual([
      { code: '2010' },
      { code: '541' },
      { code: '541', reason: 'Slot 1.' },
      { code: '5032' },
    ]);
    expect(errorCodes('btminer process is down err')).toEqual([]);
  });

  test('tells each code once', () => {
    expect(whatsminerFaults([{ code: '600' }, { code: '600', reason: 'again' }])).toEqual([
      { code: '600', message: 'the room is too hot' },
    ]);
  });

  test('without end is cut', () => {
    expect(errorCodes(Array.from({ length: 50_000 }, (_, place) => place + 100))).toHaveLength(100);
  });
});
