/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Web, mempool on Umbrel (getumbrel/umbrel-apps mempool/umbrel-app.yml), cgminer API, WhatsMiner v3, the web ports that
 * owners move things to, Home Assistant, and TP-Link's plugs.
 */
const DEVICE_PORTS = '80,443,3006,4028,4029,4433,8080,8081,8123,9999';
/** The simulator (`npm run sim`), and only on this computer. */
const SIMULATOR_PORTS = '14028-14129,18080-18129';

/**
 * `80,443,9000-9100` → ranges.
 * @throws Error that names the part which is no port
 */
export function parsePorts(list: string): readonly PortRange[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part) ?? [];
      const range = { first: Number(first), last: Number(last) };
      if (!(range.first >= 1 && range.first <= range.last && range.last <= 65_535))
        throw new Error(`No port or range of ports: ${part}`);
      return range;
    });
}

/** Which ports of devices may be reached, those on this computer itself included. */
export function allowedPorts(further = ''): (port: number, loopback: boolean) => boolean {
  const everywhere = [...parsePorts(DEVICE_PORTS), ...parsePorts(further)];
  const onLoopback = [...everywhere, ...parsePorts(SIMULATOR_PORTS)];
  return (port, loopback) =>
    (loopback ? onLoopback : everywhere).some(({ first, last }) => port >= first && port <= last);
}
