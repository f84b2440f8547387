import { expect, test } from 'vitest';
import { compare } from './compare.ts';

const fieldsOf = (expected: Record<string, unknown>, got: Record<string, unknown>) =>
  compare(expected, got).mismatches.map(({ field }) => field);

test('what is expected to be null must be absent, and not 0', () => {
  expect(fieldsOf({ power_w: null }, { power_w: undefined })).toEqual([]);
  expect(fieldsOf({ power_w: null }, { power_w: 0 })).toEqual(['power_w']);
  expect(fieldsOf({ power_w: 0 }, { power_w: undefined })).toEqual(['power_w']);
});

test('numbers agree to a millionth, and are numbers where they were recorded as text', () => {
  expect(fieldsOf({ power_w: 18.752258 }, { power_w: 18.7522583 })).toEqual([]);
  expect(fieldsOf({ power_w: 18.75 }, { power_w: 18.76 })).toEqual(['power_w']);
  expect(fieldsOf({ frequency_mhz: '810', work_mode: 1 }, { frequency_mhz: 810, work_mode: '1' })).toEqual(
    [],
  );
  expect(fieldsOf({ frequency_mhz: '' }, { frequency_mhz: 0 })).toEqual(['frequency_mhz']);
});

test('a hardware address is one in either case, and blanks around a recorded name say nothing', () => {
  expect(fieldsOf({ mac: '50:d4:48:4b:86:78' }, { mac: '50:D4:48:4B:86:78' })).toEqual([]);
  expect(fieldsOf({ model: 'S19-88 ' }, { model: 'S19-88' })).toEqual([]);
  expect(fieldsOf({ model: 's19' }, { model: 'S19' })).toEqual(['model']);
});

test('every leaf counts, a missing element of a list is a mismatch, and names are told by their path', () => {
  const expected = { boards: [{ id: 0, chips: 4 }, { id: 1 }] };
  expect(compare(expected, { boards: [{ id: 0, chips: 5 }] })).toMatchObject({
    fields: 4,
    mismatches: [{ field: 'boards.length' }, { field: 'boards[0].chips' }, { field: 'boards[1].id' }],
  });
});

test('what speaks about the recording, and what no adapter tells, is not compared', () => {
  expect(compare({ _note: 'x', family: 'avalon', profile: '290MHz' }, { family: 'y' }).fields).toBe(0);
});

test('a pool’s address that names no scheme is that of plain stratum, and of no other', () => {
  const pools = (url: string) => ({ pools: [{ url }] });
  expect(fieldsOf(pools('pool.example:3333'), pools('stratum+tcp://pool.example:3333'))).toEqual([]);
  expect(fieldsOf(pools('pool.example:3333'), pools('stratum+ssl://pool.example:3333'))).toHaveLength(1);
  expect(fieldsOf(pools('stratum+tcp://pool.example:3333'), pools('pool.example:3333'))).toHaveLength(1);
});
