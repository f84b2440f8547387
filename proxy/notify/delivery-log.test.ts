import { expect, test } from 'vitest';
import type { DeliveryEntry } from '../../src/domain/notification.ts';
import { DeliveryLog } from './delivery-log.ts';

const entry = (atMs: number, more: Partial<DeliveryEntry> = {}): DeliveryEntry => ({
  atMs,
  channelId: 'phone',
  channel: 'Phone',
  phase: 'opened',
  title: 'Kitchen: Overheated',
  outcome: 'delivered',
  tookMs: 12,
  ...more,
});

test('the last 500 attempts are remembered, newest first', () => {
  const log = new DeliveryLog();
  for (let atMs = 1; atMs <= 505; atMs += 1) log.add(entry(atMs));
  expect(log.entries.map(({ atMs }) => atMs)).toEqual(Array.from({ length: 500 }, (_, index) => 505 - index));
  expect(new DeliveryLog(log.entries).entries).toEqual(log.entries);
});

test('what is wrong with a channel is what its last attempt says', () => {
  const log = new DeliveryLog();
  expect(log.problemOf('phone')).toBeUndefined();
  log.add(entry(1, { outcome: 'failed', problem: 'wrong-secret' }));
  log.add(entry(2, { channelId: 'mail' }));
  expect(log.problemOf('phone')).toBe('wrong-secret');
  log.add(entry(3));
  expect(log.problemOf('phone')).toBeUndefined();
});
