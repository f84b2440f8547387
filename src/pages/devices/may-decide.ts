import type { ProxyCheck } from '../../domain/fleet-view.ts';
import { devices } from '../../ui/text/en/devices.ts';
import type { Reach } from '../reach.ts';

/**
 * Why this browser may not let devices in, in words; undefined where it may. Only the owner's own browser decides.
 * @param check undefined where the helper could not be asked
 */
export function whyNotDecide(check: ProxyCheck | undefined, reach: Reach): string | undefined {
  const words = devices.notHere;
  if (check?.proxy === 'ok') return check.role === 'device' ? words.device : undefined;
  if (check?.proxy === 'not-paired') return reach === 'here' ? words.notPaired : words.notLetIn;
  return reach === 'here' ? words.noHelper : words.away;
}
