import { parseDeviceAddress, RPC_PORT } from '../../domain/device-address.ts';
import { type DeviceAddress, formatAddress } from '../../domain/miner.ts';
import { addMiner } from '../../ui/text/en/add-miner.ts';

const text = addMiner.address;
const WEB_PORT = 80;

/** What the field holds: where to ask, or what is wrong with it. */
export type TypedAddress =
  | { readonly address: DeviceAddress; readonly hint: string }
  | { readonly problem: string; readonly unfinished: boolean };

/** Reads the address field. At one of the usual ports the collector asks both the web page and the miner port. */
export function typedAddress(typed: string): TypedAddress {
  const address = parseDeviceAddress(typed);
  if ('problem' in address) {
    const unfinished =
      address.problem === 'empty' || address.problem === 'bad-host' || address.problem === 'bad-port';
    return { problem: text.problems[address.problem], unfinished };
  }
  const usual = address.port === WEB_PORT || address.port === RPC_PORT;
  return { address, hint: usual ? text.willAskBoth(address.host) : text.willAsk(formatAddress(address)) };
}
