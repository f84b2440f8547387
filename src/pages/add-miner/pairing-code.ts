import { addMiner } from '../../ui/text/en/add-miner.ts';
import { pagePlace } from '../page-place.ts';

/** Takes the code out of what the owner pasted: the bare code, or the whole link that `npm start` prints. */
export function pairingCode(pasted: string): string | undefined {
  const text = pasted.trim();
  const code = /#pair=([^&\s]+)$/.exec(text)?.[1] ?? text;
  return /^[\w-]{16,128}$/.test(code) ? code : undefined;
}

/** Where the code is found, and where it goes. Only on the helper's own computer is its link that of the page. */
export function pairingHint(origin: string): string {
  const words = addMiner.pairing;
  return pagePlace(origin) === 'here' ? words.hint(`${origin}/#pair=…`) : words.hintAway;
}
