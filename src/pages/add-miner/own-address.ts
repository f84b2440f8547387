import type { DeviceAddress } from '../../domain/miner.ts';
import { isThisComputer } from '../this-computer.ts';

/** Does the address lead to the helper that this page came from? `page` is the page's own location. */
export function isOwnAddress(
  { host, port }: DeviceAddress,
  page: Pick<Location, 'hostname' | 'port' | 'protocol'>,
): boolean {
  const pagePort = page.port === '' ? (page.protocol === 'https:' ? 443 : 80) : Number(page.port);
  const pageHost = page.hostname.replaceAll(/[[\]]/g, '');
  return port === pagePort && (host === pageHost || (isThisComputer(host) && isThisComputer(pageHost)));
}
