import { expect, test } from 'vitest';
import { killAgainAndAgain } from '../../tests/support/killed-recorder.ts';

/** As many kills as fit; fifty of them are `npm run bench -- --suite recorder`. */
const FOR_MS = 22_000;

test('a recorder that is killed at any moment leaves a whole store and loses at most one poll of a miner', {
  timeout: 60_000,
}, async () => {
  const startedMs = Date.now();
  const { kills, answers, rows, lost, mostLostByOneMiner, corrupt, doubled } = await killAgainAndAgain(
    () => Date.now() - startedMs < FOR_MS,
    Math.random,
  );
  console.log(
    `${kills} kills: ${answers} answers, ${rows} rows, ${lost} lost, at most ${mostLostByOneMiner} of one miner by one kill`,
  );
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(rows).toBeGreaterThan(60);
  expect({ corrupt, doubled }).toEqual({ corrupt: 0, doubled: 0 });
  expect(mostLostByOneMiner).toBeLessThanOrEqual(1);
  // Those that had answered, but were not written yet: the few of one moment.
  expect(lost).toBeLessThanOrEqual(3 * kills);
});
