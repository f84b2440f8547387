import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { homeNetworks } from './home-networks.ts';

function way(cidr: string, internal = false): NetworkInterfaceInfo {
  const address = cidr.split('/')[0] ?? '';
  const about = { address, netmask: '', mac: '00:00:00:00:00:00', internal, cidr };
  return address.includes(':') ? { ...about, family: 'IPv6', scopeid: 0 } : { ...about, family: 'IPv4' };
}

test('a home network is suggested as it is, a wide one as the /24 around this computer', () => {
  const networks = homeNetworks({
    eth0: [way('192.168.1.20/24'), way('fe80::1/64')],
    wlan0: [way('10.7.3.9/8')],
    eth1: [way('172.16.5.130/26')],
  });
  expect(networks).toEqual([
    { range: '192.168.1.0/24', interfaceName: 'eth0' },
    { range: '10.7.3.0/24', interfaceName: 'wlan0' },
    { range: '172.16.5.128/26', interfaceName: 'eth1' },
  ]);
});

test('the same network by cable and by Wi-Fi is suggested once', () => {
  const both = { eth0: [way('192.168.1.20/24')], wlan0: [way('192.168.1.21/24')] };
  expect(homeNetworks(both)).toEqual([{ range: '192.168.1.0/24', interfaceName: 'eth0' }]);
});

test.each([
  ['this computer itself', { lo: [way('127.0.0.1/8', true)] }],
  ['containers', { docker0: [way('172.17.0.1/16')], 'br-3f': [way('172.18.0.1/16')] }],
  ['a virtual machine', { 'vEthernet (WSL)': [way('172.29.0.1/20')] }],
  ['the internet', { eth0: [way('203.0.113.7/24')] }],
  ['a carrier or Tailscale', { tailscale0: [way('100.101.102.103/32')] }],
  ['a network without a router', { eth0: [way('169.254.10.2/16')] }],
  ['a way from point to point', { ppp0: [way('10.0.0.2/32')] }],
])('%s is no home network', (_, interfaces) => {
  expect(homeNetworks(interfaces)).toEqual([]);
});
