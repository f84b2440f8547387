import type { Accessor } from 'solid-js';
import { createOnline } from './online.ts';
import { isThisComputer } from './this-computer.ts';

/**
 * What a helper that does not answer means. `here`: the page comes from the very computer it is shown on, so that nobody
 * is watching. `away`: another computer is only not reached, and may be. `offline`: neither, for this device has no
 * network at all.
 */
export type Reach = 'here' | 'away' | 'offline';

/** From where a page of this origin looks at the helper. */
export function reachOf(origin: string, online: boolean): Reach {
  if (isThisComputer(new URL(origin).hostname)) return 'here';
  return online ? 'away' : 'offline';
}

/** The same of the page that is shown, as its network comes and goes. */
export function createReach(): Accessor<Reach> {
  const online = createOnline();
  return () => reachOf(location.origin, online());
}
