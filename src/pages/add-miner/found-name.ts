import type { FoundMiner } from '../../domain/discovery.ts';
import { formatAddress } from '../../domain/miner.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';

/** What a found miner is called at first: as it calls itself, as it advertises itself, by its model, by its address. */
export function foundName({ identity, advertisedName, address }: FoundMiner): string {
  return identity.hostname ?? advertisedName ?? hardwareName(identity) ?? formatAddress(address);
}
