import type { Socket } from 'node:net';
import { isHome } from './lan-place.ts';

/** More than a phone has, with a live feed of each of a large fleet; a thing that means harm gets no further. */
export const MOST_OF_ONE_CALLER = 320;

/**
 * For the `connection` event of a door to the home network: lets go before a word is said of a router that forwards the
 * port, of a neighbour behind the same provider, and of whoever holds more connections than it can have a use for.
 */
export function refuseStrangers(allowCgnat = false): (socket: Socket) => void {
  const held = new Map<string, number>();
  return (socket) => {
    const from = socket.remoteAddress ?? '';
    const count = held.get(from) ?? 0;
    const isNear = isHome(from, allowCgnat) || /^(::ffff:)?127\./.test(from);
    if (!isNear || count >= MOST_OF_ONE_CALLER) {
      socket.destroy();
      return;
    }
    held.set(from, count + 1);
    socket.once('close', () => {
      const left = (held.get(from) ?? 1) - 1;
      if (left > 0) held.set(from, left);
      else held.delete(from);
    });
  };
}
