import { PAIRING_CODE } from '../domain/pairing.ts';

/**
 * Takes the one-time code out of the address that an owner's QR code holds (`/join#join=CODE`), so that it stands
 * neither in the history nor on a screenshot. The fragment never left the browser. Undefined where there is none, or
 * what there is cannot be one.
 */
export function takeJoinCode(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string | undefined {
  const { hash } = location;
  if (!hash.startsWith('#join=')) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  const code = hash.slice('#join='.length);
  return PAIRING_CODE.test(code) ? code : undefined;
}
