import type { CollectorFailure, ProxyCheck } from '../../domain/fleet-view.ts';
import { settings } from '../../ui/text/en/settings.ts';
import type { Reach } from '../reach.ts';

/** How the helper is, as this browser sees it from where it is. */
export function helperSentence({ proxy, version }: ProxyCheck, reach: Reach): string {
  const words = settings.helper;
  if (proxy === 'no-proxy') return words.noProxy[reach];
  if (proxy === 'not-paired') return reach === 'here' ? words.notPaired : words.notLetIn;
  return version === undefined ? words.okUnnamed : words.ok(version);
}

/** Why nobody here knows whether it records: in the same words as {@link helperSentence}, for both stand on one page. */
export function recorderFailure(kind: CollectorFailure['kind'], reach: Reach): string {
  const words = settings.recorder.failed;
  if (kind === 'not-paired') return words.notPaired;
  return reach === 'here' ? words.noProxy : words.away;
}
