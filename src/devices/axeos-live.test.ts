import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeLiveFrame } from './axeos-live.ts';

const update = (data: unknown) => JSON.stringify({ event: 'update', data });
const STATE = { hashRate: 1_000, temp: 60, stratum: { url: 'a', port: 1 }, domains: [1, 2] };

test('the first frame is the whole state', () => {
  expect(mergeLiveFrame({}, update(STATE))).toEqual(STATE);
});

test('what follows changes what it names and nothing else, also deep inside', () => {
  expect(mergeLiveFrame(STATE, update({ temp: 61, stratum: { port: 2 } }))).toEqual({
    ...STATE,
    temp: 61,
    stratum: { url: 'a', port: 2 },
  });
});

test('lists are replaced whole, and a field may change its kind', () => {
  expect(mergeLiveFrame(STATE, update({ domains: [3], stratum: null, temp: { c: 61 } }))).toEqual({
    hashRate: 1_000,
    temp: { c: 61 },
    stratum: null,
    domains: [3],
  });
});

test.each([
  ['', 'nothing'],
  ['{"event":"update","data":{"temp":', 'cut off'],
  ['temp=61', 'no JSON'],
  ['[]', 'a list'],
  ['null', 'null'],
  ['{"data":{"temp":61}}', 'without its kind'],
  ['{"event":"log","data":{"temp":61}}', 'of another kind'],
  ['{"event":"update","data":[61]}', 'whose change is a list'],
  ['{"event":"update","data":"temp"}', 'whose change is text'],
  ['{"event":"update"}', 'without a change'],
])('a frame %j (%s) changes nothing', (frame) => {
  expect(mergeLiveFrame(STATE, frame)).toBe(STATE);
});

test('any text is merged or passed over, and no state is changed in place', () => {
  const frames = fc.oneof(fc.string(), fc.json(), fc.jsonValue().map(update));
  const before = structuredClone(STATE);
  fc.assert(
    fc.property(fc.array(frames), (texts) => {
      expect(typeof texts.reduce(mergeLiveFrame, STATE)).toBe('object');
      expect(STATE).toEqual(before);
    }),
  );
});

test('whole then differences give the state that the device has, however its changes were cut into frames', () => {
  const change = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer(), fc.constant(null)));
  fc.assert(
    fc.property(change, fc.array(change), (whole, changes) => {
      const device = Object.assign({}, whole, ...changes);
      expect([whole, ...changes].map(update).reduce(mergeLiveFrame, {})).toEqual(device);
    }),
  );
});

test('a field named __proto__ is a field and changes no other object', () => {
  const frame = '{"event":"update","data":{"__proto__":{"hostip":"6.6.6.6"}}}';
  const state = mergeLiveFrame(mergeLiveFrame({}, frame), frame);
  expect(Object.keys(state)).toEqual(['__proto__']);
  expect('hostip' in state).toBe(false);
  expect('hostip' in {}).toBe(false);
});

test('frames that nest without a bottom are survived', () => {
  const abyss = `{"event":"update","data":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
  const state = mergeLiveFrame(mergeLiveFrame({ temp: 60 }, abyss), abyss);
  expect(state.temp).toBe(60);
});
