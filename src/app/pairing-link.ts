import { pairingCode } from '../pages/add-miner/pairing-code.ts';

/** A pairing link opened this page. */
export interface PairingLink {
  /** Absent where the link was cut off or mangled on its way: what it holds cannot be a token. */
  readonly token: string | undefined;
}

/**
 * Takes the pairing token out of the address (`#pair=TOKEN`), so that it stands neither in the history nor on a
 * screenshot. The fragment never left the browser: it is not sent to any server.
 */
export function takePairingLink(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): PairingLink | undefined {
  // Read before it is replaced: a browser's location follows its history.
  const { hash } = location;
  if (!hash.startsWith('#pair=')) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return { token: pairingCode(hash) };
}
