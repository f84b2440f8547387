import type { AlertKind } from './alert.ts';

/** A few words for each kind of alert, before everything else that is said of it: on pages and in the helper's messages alike. */
export const ALERT_TITLES: Readonly<Record<AlertKind, string>> = {
  'silent-death': 'Finds nothing',
  'restart-in-vain': 'Restarts did not help',
  unreachable: 'No answer',
  'not-hashing': 'Not hashing',
  'low-hashrate': 'Below its rate',
  'domain-stalled': 'Part of a chip stalled',
  'chip-hot': 'Chip hot',
  'vr-hot': 'Regulator (VR) hot',
  'fan-stopped': 'Fan stopped',
  overheated: 'Overheated',
  'device-fault': 'Fault reported',
  'pool-failover': 'On the spare pool',
  finding: 'Not as it was',
};
