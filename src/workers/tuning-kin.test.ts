import { expect, test } from 'vitest';
import { tuneTwin } from '../../tests/backtest/tuner/tuned-twin.ts';
import { GAMMA_601 } from '../twin/miner-models.ts';
import { kinOf, withKin } from './tuning-kin.ts';

const { session } = tuneTwin({
  model: GAMMA_601,
  seed: 7,
  envelope: {
    frequencyMhz: { min: 400, max: 625, step: 25 },
    coreVoltageMv: { min: 1_000, max: 1_250, step: 25 },
  },
  objective: { kind: 'efficiency' },
  mostTrials: 4,
});
const kept = (minerId: string, of = session) => ({ id: `${minerId} ${of.startedMs}`, minerId, session: of });
const point = { kind: 'preset', preset: 'a' } as const;

test('each chip of the kind counts once, by its newest session of clocks with trials enough', () => {
  const short = { ...session, trials: session.trials.slice(0, 2) };
  const { objective, mostTrials, seed } = session.task;
  const ladder = { ...session, task: { objective, mostTrials, seed, ladder: [{ point }], envelope: {} } };
  const sessions = [kept('a'), kept('b', short), kept('b'), kept('a'), kept('c'), kept('d', ladder)];
  expect(kinOf(sessions, new Set(['a', 'b', 'd']))?.chips).toBe(2);
  expect(kinOf(sessions, new Set())).toBeUndefined();
});

test('what kin say is told to who looks for a clock, and to nobody on a ladder', () => {
  const kin = kinOf([kept('a')], new Set(['a']));
  if (session.task.ladder) throw new RangeError('it has clocks');
  const begin = { reference: session.task.reference, envelope: session.task.envelope };
  expect(withKin(begin, kin)).toMatchObject({ reference: { kin: { chips: 1 } } });
  expect(withKin(begin, undefined)).toBe(begin);
  const rungs = { ladder: [{ point }], envelope: {} };
  expect(withKin(rungs, kin)).toBe(rungs);
});
