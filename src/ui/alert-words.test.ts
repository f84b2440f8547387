import { beforeAll, expect, test } from 'vitest';
import { fakeView } from '../../tests/preview/fake-views.ts';
import type { Alert, AlertKind } from '../domain/alert.ts';
import { loadAlertDetails } from './alert-details.ts';
import { alertReason, alertSentence, alertSinceMs } from './alert-words.ts';

beforeAll(loadAlertDetails);

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const options = { nowMs, temperatureUnit: 'C' } as const;
const { miners } = fakeView('fine', nowMs);
/** Spaces that do not break are spaces to a reader. */
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');

const silent: Alert = {
  id: 's',
  kind: 'silent-death',
  minerIds: ['a1'],
  severity: 'act',
  openedAtMs: nowMs - 6 * 60_000,
  confidence: 0.99927,
  evidence: { sinceMs: nowMs - 14 * 60_000, expectedShares: 7.2, frozenPolls: 31 },
};

test('a silent death is told with its time and its odds', () => {
  expect(plain(alertSentence(silent, miners, options))).toBe(
    'Kitchen Gamma: no shares for 14 min (99.9 % sure it stopped).',
  );
  expect(plain(alertReason(silent, options))).toBe(
    'At its rate and share difficulty 7.2 shares should have come in 14 min; none did. ' +
      'It repeated exactly the same hashrate in 31 answers.',
  );
});

test('one answer is no run of answers', () => {
  const once = { ...silent, evidence: { ...silent.evidence, frozenPolls: 1 } };
  expect(alertReason(once, options)).not.toContain('repeated');
});

test('when it is over, the sentence says so and how long it took', () => {
  const over = { ...silent, resolvedAtMs: nowMs - 60_000 };
  expect(plain(alertSentence(over, miners, options))).toBe('Kitchen Gamma: finds shares again after 13 min.');
});

test('a miner that was paused, or that stopped, is not said to be well again', () => {
  const paused: Alert = { ...silent, resolvedAtMs: nowMs, endedBy: 'paused' };
  expect(plain(alertSentence(paused, miners, options))).toBe(
    'Kitchen Gamma: was paused after 14 min without shares.',
  );
  const stopped: Alert = { ...paused, kind: 'low-hashrate', endedBy: 'not-hashing' };
  expect(plain(alertSentence(stopped, miners, options))).toBe(
    'Kitchen Gamma: stopped hashing after 14 min below its rate.',
  );
});

test('a silence is told from the last answer, also when the page was opened later', () => {
  const away: Alert = {
    ...silent,
    kind: 'unreachable',
    confidence: undefined,
    evidence: { sinceMs: nowMs - 3_000, lastAnswerAtMs: nowMs - 2 * 60_000 },
  };
  expect(plain(alertSentence(away, miners, options))).toBe(
    'Kitchen Gamma: no answer, the last one 2 min ago.',
  );
  expect(alertSinceMs(away)).toBe(nowMs - 2 * 60_000);
  const never: Alert = { ...away, evidence: { sinceMs: nowMs - 60_000 } };
  expect(plain(alertSentence(never, miners, options))).toBe('Kitchen Gamma: no answer for 1 min.');
});

test('miners that fell together share one sentence that says "together"', () => {
  const together: Alert = {
    ...silent,
    kind: 'unreachable',
    minerIds: ['a1', 'b2', 'f6'],
    confidence: undefined,
    evidence: { sinceMs: nowMs - 6 * 60_000, chart: 'hashrateHs' },
  };
  expect(plain(alertSentence(together, miners, options))).toBe(
    'Kitchen Gamma, Desk Supra and 1 more: no answer for 6 min, all since the same moment.',
  );
  expect(alertReason(together, options)).toContain('router');
});

test.each<[AlertKind, string, string]>([
  ['silent-death', 'no shares for 14 min (99.9 % sure they stopped).', 'find shares again after 14 min.'],
  ['unreachable', 'no answer for 14 min, all since the same moment.', 'answer again after 14 min.'],
  ['not-hashing', 'answer, but have not hashed for 14 min.', 'hash again after 14 min.'],
  ['low-hashrate', 'hash less than they should for 14 min.', 'back to their full rate after 14 min.'],
  [
    'domain-stalled',
    'parts of their chips have stood still for 14 min.',
    'all parts of their chips work again after 14 min.',
  ],
  ['chip-hot', 'chips hot for 14 min.', 'chips cool again after 14 min.'],
  ['vr-hot', 'voltage regulators (VR) hot for 14 min.', 'voltage regulators cool again after 14 min.'],
  ['fan-stopped', 'fans have stood still for 14 min.', 'fans turn again after 14 min.'],
  ['overheated', 'protected themselves from heat 14 min ago.', 'cool and back after 14 min.'],
  ['device-fault', 'report faults for 14 min.', 'faults gone after 14 min.'],
  ['pool-failover', 'on a spare pool for 14 min.', 'back on their first pool after 14 min.'],
])('two miners with %s at once are told in the plural, then and when it is over', (kind, now, after) => {
  const both: Alert = { ...silent, kind, minerIds: ['a1', 'b2'] };
  const told = [both, { ...both, resolvedAtMs: nowMs }].map((alert) => alertSentence(alert, miners, options));
  expect(told.map(plain)).toEqual([
    `Kitchen Gamma and Desk Supra: ${now}`,
    `Kitchen Gamma and Desk Supra: ${after}`,
  ]);
});

test('the figures of a shared alert are said to be those of one miner', () => {
  const both: Alert = { ...silent, minerIds: ['a1', 'b2'] };
  expect(alertReason(both, options)).toMatch(/^Of the worst of them: At its rate/);
});

test('heat is told in the unit that the owner chose, with the limit and its source', () => {
  const hot: Alert = {
    ...silent,
    kind: 'chip-hot',
    confidence: undefined,
    evidence: {
      sinceMs: nowMs - 60_000,
      chart: 'tempChipMaxC',
      seen: 72,
      limit: 70,
      text: 'AxeOS stops at 75 °C',
    },
  };
  const fahrenheit = { nowMs, temperatureUnit: 'F' } as const;
  expect(plain(alertSentence(hot, miners, fahrenheit))).toBe('Kitchen Gamma: chip hot for 1 min: 161.6 °F.');
  expect(plain(alertReason(hot, options))).toContain(
    '72.0 °C, worth a look from 70.0 °C. AxeOS stops at 75 °C.',
  );
});

test('an alert of a miner that was removed still reads as a sentence', () => {
  expect(alertSentence({ ...silent, minerIds: ['gone'] }, miners, options)).toContain(
    'A miner that was removed:',
  );
});

const router: Alert = {
  ...silent,
  kind: 'unreachable',
  minerIds: ['a1', 'b2', 'f6'],
  confidence: undefined,
  shared: { by: 'everything', othersWell: 0 },
  evidence: { sinceMs: nowMs - 6 * 60_000 },
};

test('a fleet that falls silent is one sentence that says what it looks like, and why', () => {
  expect(plain(alertSentence(router, miners, options))).toBe(
    '3 miners offline – looks like your router: Kitchen Gamma, Desk Supra and 1 more, for 6 min.',
  );
  expect(alertReason(router, options)).toMatch(/helper’s own cable or Wi-Fi.*power/);
});

test.each<[Alert['shared'], string]>([
  [{ by: 'power', name: 'Rack', othersWell: 2 }, 'looks like the plug Rack'],
  [{ by: 'network', name: '10.0.0.0/24', othersWell: 1 }, 'looks like the network 10.0.0.0/24'],
  [{ by: 'everything', othersWell: 0, plugAnswers: 'Rack' }, 'looks like their power'],
])('what they share is named: %j', (shared, clue) => {
  const alert: Alert = { ...router, ...(shared && { shared }) };
  expect(alertSentence(alert, miners, options)).toContain(clue);
  expect(alertReason(alert, options)).not.toMatch(/undefined/);
});

test('a pool that fails its miners is named', () => {
  const alert: Alert = {
    ...router,
    kind: 'not-hashing',
    shared: { by: 'pool', name: 'pool.example', othersWell: 0 },
  };
  expect(alertSentence(alert, miners, options)).toContain(
    '3 miners not hashing – looks like the pool pool.example:',
  );
  expect(alertReason(alert, options)).toContain('internet connection');
});

test('a miner that is back already is not named beside those that are not', () => {
  const { shared: _, ...alert } = router;
  expect(alertSentence({ ...alert, backIds: ['a1'] }, miners, options)).toContain('Desk Supra and');
  expect(alertSentence({ ...alert, backIds: ['a1'] }, miners, options)).not.toContain('Kitchen Gamma');
});

const worn: Alert = {
  ...silent,
  kind: 'finding',
  confidence: 0.9912,
  evidence: {
    sinceMs: nowMs - 3 * 86_400_000,
    found: {
      findingId: 'f',
      trouble: 'fan-wear',
      confidence: 0.9912,
      cause: { cause: 'worn-fan', chance: 0.83 },
    },
  },
};

test('what the mining watch finds is told with its odds and its likeliest cause', () => {
  expect(plain(alertSentence(worn, miners, options))).toBe('Kitchen Gamma: the fan is wearing, for 3 d.');
  expect(plain(alertReason(worn, options))).toBe('99.1 % sure. Likeliest cause: A worn fan (83 % likely).');
});

test('a rule’s alert tells what the watch found of the same trouble, and what else shows', () => {
  const { evidence } = worn;
  const stopped: Alert = { ...worn, kind: 'fan-stopped', also: ['chip-hot', 'vr-hot'], evidence };
  const reason = plain(alertReason(stopped, options));
  expect(reason).toContain('It also shows: chip hot, regulator (VR) hot.');
  expect(reason).toContain('The mining watch says that the fan is wearing (99.1 % sure).');
  expect(reason).toContain('Likeliest cause: A worn fan (83 % likely).');
});

test('an alert that is held open because it came and went says so', () => {
  const held: Alert = { ...silent, kind: 'chip-hot', backIds: ['a1'] };
  expect(alertReason(held, options)).toContain('it came and went before');
});
