import { expect, test } from 'vitest';
import type { Alert } from '../domain/alert.ts';
import { checkedAlerts } from './checked-alerts.ts';

const alert: Alert = {
  id: 'unreachable:a:1',
  kind: 'unreachable',
  minerIds: ['a'],
  severity: 'watch',
  openedAtMs: 1,
  evidence: { sinceMs: 0 },
};

test('an alert of a version that knew no findings is read as it was', () => {
  expect(checkedAlerts([alert])).toEqual([alert]);
});

test('a finding is read with its trouble and its cause', () => {
  const found = {
    findingId: 'f',
    trouble: 'fan-wear',
    confidence: 0.99,
    cause: { cause: 'worn-fan', chance: 0.8 },
  } as const;
  const finding: Alert = { ...alert, kind: 'finding', also: ['chip-hot'], evidence: { sinceMs: 0, found } };
  expect(checkedAlerts([finding])).toEqual([finding]);
});

test.each([
  { ...alert, kind: 'of-a-newer-version' },
  { ...alert, evidence: undefined },
  { ...alert, minerIds: 'a' },
  { ...alert, also: ['of-a-newer-version'] },
  { ...alert, evidence: { sinceMs: 0, found: { trouble: 'fan-wear' } } },
])('what pages have no words for is left out, and the others are read: %j', (foreign) => {
  expect(checkedAlerts([foreign as Alert, alert])).toEqual([alert]);
});
