import {
  type DeviceAddress,
  formatAddress,
  type Miner,
  type MinerIdentity,
  minerId,
} from '../domain/miner.ts';

/**
 * The miner of the fleet that a device at this address is, if any: by its MAC; where either tells none, by its address,
 * also as the name under which it advertises itself, and then only if it is of the same family.
 */
export function knownAs(
  miners: readonly Miner[],
  identity: MinerIdentity,
  address: DeviceAddress,
  advertisedName?: string,
): Miner | undefined {
  const id = minerId(identity, address);
  return (
    miners.find((miner) => miner.id === id) ??
    miners.find(
      (miner) =>
        (miner.identity.mac === undefined || identity.mac === undefined) &&
        miner.identity.family === identity.family &&
        isAt(miner, address, [identity.hostname, advertisedName]),
    )
  );
}

function isAt({ address }: Miner, here: DeviceAddress, names: readonly (string | undefined)[]): boolean {
  if (formatAddress(address) === formatAddress(here)) return true;
  return names.some((name) => {
    const host = name?.toLowerCase();
    return host !== undefined && (address.host === host || address.host === `${host}.local`);
  });
}
