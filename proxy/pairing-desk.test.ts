import { beforeEach, describe, expect, test } from 'vitest';
import { PAIRING_CODE } from '../src/domain/pairing.ts';
import { pairingDigits, tokenHashOf } from '../src/domain/pairing-digits.ts';
import type { ProxyProblemType } from '../src/domain/proxy-problem.ts';
import { PairedDevices } from './paired-devices.ts';
import { PairingDesk } from './pairing-desk.ts';
import { ProxyError } from './problem.ts';

const MINUTE_MS = 60_000;
const miners = [{ address: { host: '192.168.1.20', port: 80 }, name: 'Gamma', tags: ['cellar'] }];

let nowMs: number;
let devices: PairedDevices;
let desk: PairingDesk;
beforeEach(() => {
  nowMs = 1_000_000;
  devices = new PairedDevices(undefined, () => nowMs);
  desk = new PairingDesk(devices, () => nowMs);
});

async function claim(code: string, token = 'a-token-of-the-phone') {
  const tokenHash = await tokenHashOf(token);
  const { nonce } = await desk.claim({ code, tokenHash, name: 'Phone' });
  return pairingDigits({ code, tokenHash, nonce });
}

async function problemOf(work: () => unknown): Promise<ProxyProblemType | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof ProxyError) return error.type;
    throw error;
  }
}

const wrong = (digits: string) => (digits === '000000' ? '000001' : '000000');
/** The same offer, another secret. */
const guess = (code: string) => `${code.slice(0, -1)}${code.endsWith('a') ? 'b' : 'a'}`;

test('the device is let in when the owner types its digits, and is handed the miners', async () => {
  const { id, code } = desk.offer();
  expect(code).toMatch(PAIRING_CODE);
  const digits = await claim(code);
  expect(desk.progress(id)).toEqual({ state: 'claimed', deviceName: 'Phone', triesLeft: 5 });
  expect(devices.idOf('a-token-of-the-phone')).toBeUndefined();
  expect(desk.claimProgress('a-token-of-the-phone')).toEqual({ state: 'claimed' });
  expect(desk.confirm(id, digits, miners).state).toBe('confirmed');
  expect(devices.idOf('a-token-of-the-phone')).toBeDefined();
  expect(desk.claimProgress('a-token-of-the-phone')).toEqual({ state: 'confirmed', miners });
});

test('before anybody has claimed the code no digits are right', () => {
  const { id } = desk.offer();
  expect(desk.confirm(id, '000000', []).state).toBe('open');
  expect(devices.list()).toEqual([]);
});

test('a code works once, also for two who use it at the same moment', async () => {
  const { code } = desk.offer();
  const outcomes = await Promise.all(['one', 'two'].map((token) => problemOf(() => claim(code, token))));
  // Hashing their tokens takes each its time: whoever is first, the other is second.
  expect(outcomes.toSorted()).toEqual(['code-used', undefined]);
  expect(await problemOf(() => claim(code))).toBe('code-used');
});

test('whoever claims a copied code first shows other digits than the owner’s phone would', async () => {
  const { id, code } = desk.offer();
  const thiefs = await claim(code, 'the-token-of-a-thief');
  const phones = await pairingDigits({
    code,
    tokenHash: await tokenHashOf('a-token-of-the-phone'),
    nonce: 'whatever',
  });
  expect(phones).not.toBe(thiefs);
  desk.refuse(id);
  expect(desk.confirm(id, thiefs, miners).state).toBe('refused');
  expect(desk.claimProgress('the-token-of-a-thief')).toEqual({ state: 'refused' });
  expect(devices.list()).toEqual([]);
});

describe('a code that is five minutes old', () => {
  test('is refused', async () => {
    const { id, code } = desk.offer();
    nowMs += 5 * MINUTE_MS;
    expect(await problemOf(() => claim(code))).toBe('code-expired');
    expect(desk.progress(id).state).toBe('expired');
  });

  test('leaves two minutes for the digits when it was claimed at the last moment, and no more', async () => {
    const { id, code } = desk.offer();
    nowMs += 5 * MINUTE_MS - 1;
    const digits = await claim(code);
    nowMs += 2 * MINUTE_MS - 1;
    expect(desk.confirm(id, wrong(digits), []).state).toBe('claimed');
    nowMs += 1;
    expect(desk.confirm(id, digits, []).state).toBe('expired');
    expect(desk.claimProgress('a-token-of-the-phone')).toEqual({ state: 'expired' });
  });

  test('takes the miners with it, which were not fetched', async () => {
    const { id, code } = desk.offer();
    desk.confirm(id, await claim(code), miners);
    nowMs += 5 * MINUTE_MS;
    expect(desk.claimProgress('a-token-of-the-phone')).toEqual({ state: 'confirmed' });
  });
});

describe('brute force', () => {
  test('five wrong digits end the claim, and then the right ones do not help', async () => {
    const { id, code } = desk.offer();
    const digits = await claim(code);
    for (const left of [4, 3, 2, 1])
      expect(desk.confirm(id, wrong(digits), [])).toMatchObject({ state: 'claimed', triesLeft: left });
    expect(desk.confirm(id, wrong(digits), []).state).toBe('refused');
    expect(desk.confirm(id, digits, []).state).toBe('refused');
    expect(devices.list()).toEqual([]);
  });

  test('five wrong secrets void the code that they were meant for', async () => {
    const { id, code } = desk.offer();
    for (let i = 0; i < 5; i++) {
      expect(await problemOf(() => claim(guess(code)))).toBe('wrong-code');
      nowMs += 30_000;
    }
    expect(desk.progress(id).state).toBe('refused');
    expect(await problemOf(() => claim(code))).toBe('code-used');
  });

  test('after five wrong codes nobody may try for a while, not even with the right one', async () => {
    for (let i = 0; i < 5; i++) expect(await problemOf(() => claim('x'.repeat(30)))).toBe('wrong-code');
    const { code } = desk.offer();
    expect(await problemOf(() => claim(code))).toBe('throttled');
    nowMs += 1_000;
    expect(await problemOf(() => claim(code))).toBeUndefined();
  });
});

test('codes are long, and no two are alike', () => {
  const codes = Array.from({ length: 500 }, () => desk.offer().code);
  expect(new Set(codes).size).toBe(500);
  expect(new Set(codes.map((code) => code.slice(8))).size).toBe(500);
});

test('a token that claimed nothing learns nothing', async () => {
  desk.offer();
  expect(await problemOf(() => desk.claimProgress('a-stranger'))).toBe('wrong-token');
});

test('a code ends when the clock is set back: else it would be good until that time comes again', async () => {
  const { id, code } = desk.offer();
  nowMs -= 3_600_000;
  expect(await problemOf(() => claim(code))).toBe('code-expired');
  expect(desk.progress(id).state).toBe('expired');
  const { code: next } = desk.offer();
  nowMs -= 1_000;
  expect(await problemOf(() => claim(next))).toBeUndefined();
});
