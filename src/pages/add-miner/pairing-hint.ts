import { addMiner } from '../../ui/text/en/add-miner.ts';
import { pagePlace } from '../page-place.ts';

/** Where the code is found, and where it goes. Only on the helper's own computer is its link that of the page. */
export function pairingHint(origin: string): string {
  const words = addMiner.pairing;
  return pagePlace(origin) === 'here' ? words.hint(`${origin}/#pair=…`) : words.hintAway;
}
