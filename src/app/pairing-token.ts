import { pairingCode } from '../pages/add-miner/pairing-code.ts';

/**
 * Takes the pairing token out of the address (`#pair=TOKEN`), so that it stands neither in the history nor on a
 * screenshot. The fragment never left the browser: it is not sent to any server.
 */
export function takePairingToken(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  // Read before it is replaced: a browser's location follows its history.
  const { hash } = location;
  if (!hash.startsWith('#pair=')) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return pairingCode(hash);
}
