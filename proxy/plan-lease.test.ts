import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { planLease } from '../src/collect/proxy-plan-lease.ts';
import { PLAN_LEASE_MS } from '../src/domain/plan-lease.ts';
import { fetchAsPage } from '../tests/support/fetch-as-page.ts';
import { PlanLease } from './plan-lease.ts';
import { type RunningProxy, startProxy } from './start.ts';

const LAPTOP = 'the-laptop';
const PHONE = 'the-phone';

describe('who carries out a plan', () => {
  let nowMs = 1e12;
  let lease: PlanLease;
  const ask = (browserId: string, wants = true) => lease.ask({ browserId, wants }).isYours;
  beforeEach(() => {
    nowMs = 1e12;
    lease = new PlanLease(() => nowMs);
  });

  it('is the browser that wanted it first, for as long as it asks', () => {
    for (let turn = 0; turn < 5; turn += 1) {
      expect([ask(LAPTOP), ask(PHONE)]).toEqual([true, false]);
      nowMs += PLAN_LEASE_MS - 1;
    }
  });

  it('is another one when the first has not asked for a while, or wants it no more', () => {
    expect(ask(LAPTOP)).toBe(true);
    nowMs += PLAN_LEASE_MS;
    expect([ask(PHONE), ask(LAPTOP)]).toEqual([true, false]);
    expect(ask(PHONE, false)).toBe(false);
    expect(ask(LAPTOP)).toBe(true);
  });

  it('is not ended by a browser that does not have it, nor kept for ever by a clock that was set back', () => {
    expect([ask(LAPTOP), ask(PHONE, false), ask(PHONE)]).toEqual([true, false, false]);
    nowMs -= 3_600_000;
    expect(ask(PHONE)).toBe(true);
  });
});

describe('over the helper', () => {
  const token = 'lease-token-lease-token-lease-token-lease-tok';
  let proxy: RunningProxy;
  beforeEach(async () => {
    proxy = await startProxy({ token, port: 0 });
  });
  afterEach(() => proxy.close());

  const asks = (browserId: string) =>
    planLease(() => ({ baseUrl: proxy.url, token, fetch: fetchAsPage }), browserId);

  test('two browsers never both carry out their plans', async () => {
    const [laptop, phone] = [asks(LAPTOP), asks(PHONE)];
    expect(await laptop(true)).toBe(true);
    expect(await phone(true)).toBe(false);
    expect(await laptop(false)).toBe(false);
    expect(await phone(true)).toBe(true);
  });

  test('who cannot reach a helper that knows of it goes on alone', async () => {
    await proxy.close();
    expect(await asks(LAPTOP)(true)).toBe(true);
  });
});
