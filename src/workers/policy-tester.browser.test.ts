import { expect, test } from 'vitest';
import { STORED_REQUEST, storedPast } from '../../tests/support/stored-past.ts';
import { openPolicyTester } from './policy-client.ts';

/** The real worker, with the policy that comes along and this browser's solver. */

test('a past is lived through in a worker, which tells how far it is', async () => {
  const tester = openPolicyTester();
  const parts: number[] = [];
  const answer = await tester.api.test(STORED_REQUEST, storedPast(75), (part) => parts.push(part));
  expect(answer.finding).toMatchObject({ kind: 'planner-speaks', days: 61 });
  await expect.poll(() => parts.at(-1)).toBe(1);
  expect(parts.length).toBeGreaterThan(10);
  tester.close();
}, 60_000);

test('a tester that is closed says nothing more', async () => {
  const tester = openPolicyTester();
  const parts: number[] = [];
  void tester.api.test(STORED_REQUEST, storedPast(180), (part) => parts.push(part));
  await expect.poll(() => parts.length, { timeout: 30_000 }).toBeGreaterThan(0);
  tester.close();
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  // What it had said before may still be on its way.
  await rest(300);
  const heard = parts.length;
  await rest(700);
  expect(parts).toHaveLength(heard);
  expect(parts.at(-1)).toBeLessThan(1);
}, 60_000);
