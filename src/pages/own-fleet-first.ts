import { remember } from '../ui/remembered-signal.ts';

/** From now on the owner's fleet is what opens first in this browser, and not the demo. */
export function openOwnFleetFirst(): void {
  remember('own-miners', 'yes');
  remember('fleet', 'real');
}
