import type { Fleet } from '../pages/fleet-context.ts';
import type { Install } from './install.ts';
import type { PairingLink } from './pairing-link.ts';
import type { Update } from './update.ts';

/** What the app is made of, put together in main.tsx. */
export interface AppProps {
  readonly fleet: Fleet;
  readonly update: Update;
  readonly install: Install;
  /** How often the owner has come, this time included. */
  readonly visits: number;
  /** Where a pairing link opened this page. */
  readonly pairingLink?: PairingLink | undefined;
  /** Gives out the one-time code, once, where an owner's QR code opened this page. */
  readonly takeJoinCode?: (() => string | undefined) | undefined;
}
