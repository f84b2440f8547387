import type { Fault } from '../domain/reading.ts';
import type { RawRecord } from './raw-record.ts';

/** What each kind of entry is about, for a device that tells its trouble by a code alone. */
const ABOUT: ReadonlyMap<string, string> = new Map([
  ['rate', 'the hash rate is not as it should be'],
  ['network', 'the network or the pool is in trouble'],
  ['fans', 'a fan is in trouble'],
  ['temp', 'a temperature is not as it should be'],
]);

/**
 * Faults in `SUMMARY[0].status` of summary.cgi: entries `{type, status, code, msg}`, whose status is `s` when well and
 * empty where there is nothing to watch (the fans of a hydro model, the rate before it mines).
 */
export function statusFaults(summary: RawRecord): readonly Fault[] {
  return summary.records('status').flatMap((entry) => {
    const told = entry.text('code');
    const code = told === undefined || told === '0' ? undefined : told;
    const message = entry.text('msg');
    const state = entry.text('status')?.toLowerCase();
    if (state === 's' || (state === undefined && code === undefined && message === undefined)) return [];
    const type = entry.text('type') ?? '';
    const words = message ?? ABOUT.get(type) ?? `the device reports trouble (${type || 'of no named kind'})`;
    return [{ ...(code === undefined ? {} : { code }), message: words }];
  });
}
