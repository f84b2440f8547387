import { parseDeviceAddress, RPC_PORT } from '../../domain/device-address.ts';
import { type DeviceAddress, formatAddress } from '../../domain/miner.ts';
import { addMiner } from '../../ui/text/en/add-miner.ts';

const text = addMiner.address;

/** What the field holds: where to ask, in this order, or what is wrong with it. */
export type TypedAddress =
  | { readonly addresses: readonly DeviceAddress[]; readonly hint: string }
  | { readonly problem: string; readonly unfinished: boolean };

/**
 * Reads the address field. Without a port the miner's web page is asked first, then the cgminer port, since an owner
 * knows where a miner is and not which of the two it speaks.
 */
export function typedAddress(typed: string): TypedAddress {
  const web = parseDeviceAddress(typed);
  if ('problem' in web) {
    const unfinished = web.problem === 'empty' || web.problem === 'bad-host' || web.problem === 'bad-port';
    return { problem: text.problems[web.problem], unfinished };
  }
  const rpc = parseDeviceAddress(typed, { defaultPort: RPC_PORT });
  if ('problem' in rpc || rpc.port === web.port) {
    return { addresses: [web], hint: text.willAsk(formatAddress(web)) };
  }
  return { addresses: [web, rpc], hint: text.willAskBoth(web.host) };
}
