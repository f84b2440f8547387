import type { ProxyCheck } from '../domain/fleet-view.ts';

/**
 * Which pairing token a browser goes on with that was opened by a pairing link. Any page can lead to such a link, so a
 * token that the helper does not know must not cost the browser the one by which it is known.
 * @param fresh of the link, if there was one
 * @param kept from before; absent in a new browser
 * @param check asks the helper about a token
 */
export async function chosenToken(
  fresh: string | undefined,
  kept: string | undefined,
  check: (token: string) => Promise<ProxyCheck>,
): Promise<string | undefined> {
  if (fresh === undefined || fresh === kept) return kept;
  if (kept === undefined || kept === '') return fresh;
  return (await check(fresh)).proxy === 'not-paired' ? kept : fresh;
}

/**
 * Is a token that was just tried to be kept? One that the helper knows; and, where there is none to lose, one of which
 * nobody can tell because the helper does not answer just now: its link would else have to be opened again.
 * @param held the token so far, empty where there is none
 */
export function isToBeKept({ proxy }: Pick<ProxyCheck, 'proxy'>, held: string): boolean {
  return proxy === 'ok' || (proxy === 'no-proxy' && held === '');
}
