import { type DiscoveryPorts, discover } from '../collect/discovery.ts';
import { DeviceError } from '../devices/transport.ts';
import type { NetworkReport } from '../domain/scan-report.ts';
import type { DiscoveryApi } from './discovery-api.ts';

export interface DiscoveryServicePorts extends Pick<DiscoveryPorts, 'nowMs' | 'transportTo' | 'miners'> {
  /** Absent where there is no network to look through (demo). */
  readonly scan?: DiscoveryPorts['scan'] | undefined;
  readonly networks?: (() => Promise<NetworkReport>) | undefined;
}

/** Finding miners, one search at a time. Rejects with a DeviceError. */
export function createDiscoveryService({ scan, networks, ...ports }: DiscoveryServicePorts): DiscoveryApi {
  let running = new AbortController();
  return {
    async networks() {
      return networks ? networks() : noNetwork();
    },
    async discover(ranges, onProgress) {
      if (!scan) return noNetwork();
      running.abort();
      running = new AbortController();
      return discover(ranges, { ...ports, scan }, running.signal, onProgress);
    },
    async stopDiscovery() {
      running.abort();
    },
  };
}

function noNetwork(): never {
  throw new DeviceError('no-proxy', 'the demo has no network');
}
