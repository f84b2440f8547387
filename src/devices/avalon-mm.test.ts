import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timesSlower } from '../../tests/support/machine-pace.ts';
import { avalonFields, avalonNumbers } from './avalon-mm.ts';

describe('the packed text', () => {
  test('is names with values in brackets', () => {
    expect(avalonFields('Ver[Nano3s-25021401_56abae7] TMax[96] PVT_T0[ 86  92 ] SSID[]')).toEqual({
      Ver: 'Nano3s-25021401_56abae7',
      TMax: '96',
      PVT_T0: '86  92',
      SSID: '',
    });
  });

  test('of Q is wrapped once more', () => {
    expect(avalonFields("'STATS':{Ver[Q-25052801_14a19a2] STATE[2]}")).toEqual({
      Ver: 'Q-25052801_14a19a2',
      STATE: '2',
    });
  });

  test('repeats names of the whole in blocks of single boards: the first stands', () => {
    expect(avalonFields('TMax[96] TMax[12]')).toEqual({ TMax: '96' });
  });

  test('may be written with commas, in Chinese, or without a blank between its fields', () => {
    expect(avalonFields('TMax[96],TAvg[90], SYSTEMSTATU[工作: 挖矿中, 算力板: 1 ]Freq[450.95]')).toEqual({
      TMax: '96',
      TAvg: '90',
      SYSTEMSTATU: '工作: 挖矿中, 算力板: 1',
      Freq: '450.95',
    });
    expect(avalonFields('温度[96] TAvg[90]')).toEqual({ TAvg: '90' });
  });

  test.each([
    ['a closing bracket', 'Ver[Nano3s TMax[96] TAvg[90]'],
    ['an opening bracket', 'Ver Nano3s] TMax[96] TAvg[90]'],
    ['its end', 'TMax[96] TAvg[90] PVT_T0[86 92'],
  ])('that lost %s loses that field and no other', (_, text) => {
    expect(avalonFields(text)).toEqual({ TMax: '96', TAvg: '90' });
  });

  test('may hold names that objects have: they are fields like others', () => {
    const fields = avalonFields('__proto__[1] constructor[2]');
    expect(Object.keys(fields).sort()).toEqual(['__proto__', 'constructor']);
  });

  test('gives back whatever was packed', () => {
    const name = fc.stringMatching(/^[A-Za-z]\w{0,8}$/);
    const value = fc.stringMatching(/^[^[\]]{0,20}$/);
    fc.assert(
      fc.property(fc.dictionary(name, value), (packed) => {
        const text = Object.entries(packed).map(([key, inner]) => `${key}[${inner}]`);
        const expected = Object.fromEntries(
          Object.entries(packed).map(([key, inner]) => [key, inner.trim()]),
        );
        expect({ ...avalonFields(text.join(' ')) }).toEqual({ ...expected });
      }),
    );
  });
});

describe('a list of numbers', () => {
  test.each([
    ['0 0 27697 4', [0, 0, 27697, 4]],
    [' 86  92\t93 ', [86, 92, 93]],
    ['86,92,,93,', [86, 92, 93]],
    ['2.132% -273', [2.132, -273]],
    ['', []],
  ])('%j is %j', (text, numbers) => {
    expect(avalonNumbers(text)).toEqual(numbers);
  });

  test('keeps the places of what is no number', () => {
    expect(avalonNumbers(`86 nan 93 ${'9'.repeat(400)} 0x10 1e5`)).toEqual([86, NaN, 93, NaN, NaN, NaN]);
  });
});

test.each([
  ['one word', 'a'.repeat(4_000_000)],
  ['brackets that nothing closes', 'a['.repeat(2_000_000)],
  ['one value that nothing closes', `a[${' '.repeat(4_000_000)}`],
  ['closing brackets', 'a]'.repeat(2_000_000)],
  ['fields', 'a[1]'.repeat(1_000_000)],
])('megabytes of %s are looked through once', (_, text) => {
  const beganMs = performance.now();
  avalonFields(text);
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(5_000);
});
