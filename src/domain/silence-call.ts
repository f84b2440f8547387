import type { Alert } from './alert.ts';

/**
 * Did the rule for silent deaths call its owner by itself? Then it may have done so by chance, and its owner may say so. What
 * the mining watch found as well is judged, and counted, as its finding.
 */
export function isSilenceCall({ kind, severity, evidence }: Alert): boolean {
  return kind === 'silent-death' && severity === 'act' && evidence.found === undefined;
}
