import { readFile } from 'node:fs/promises';
import { readHourPolicy } from '../../../src/insight/policy/hour-policy.ts';
import { type PastHours, pastHours } from '../../../src/insight/policy/past-hours.ts';
import { policyPlaces } from '../../../src/insight/policy/policy-replay.ts';
import type { Policy } from './policies.ts';
import type { RecordedHours } from './recorded-hours.ts';

const FILE = new URL('../../../models/policy/hour-policy.json', import.meta.url);
const USUAL = 2;

/** The shipped policy as one more that lives through the years, with prices as the day-ahead market tells them. */
export async function learnedPolicy(): Promise<Policy> {
  const policy = readHourPolicy(JSON.parse(await readFile(FILE, 'utf8')));
  const known = new WeakMap<RecordedHours, PastHours>();
  return ({ hours, from, to, machine }) => {
    const past = known.get(hours) ?? pastHours(hours);
    known.set(hours, past);
    return policyPlaces(policy, past, { from, to }, { settings: machine.modes, usual: USUAL });
  };
}
