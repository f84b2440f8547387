import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProxyError } from './problem.ts';
import { admitTarget, deviceOf, parseTarget, resolvingOnce, type TargetPolicy } from './target.ts';

/** Takes every port, knows no name, and stands on port 8787. */
const house: TargetPolicy = {
  portAllowed: () => true,
  allowCgnat: false,
  resolve: () => Promise.reject(new Error('ENOTFOUND')),
  ownPorts: () => [8787],
};
const named = (...addresses: string[]): TargetPolicy => ({ ...house, resolve: async () => addresses });

/** Where a target leads, or why it is refused. */
async function outcome(text: string, policy = house): Promise<string> {
  try {
    const { address, port } = await admitTarget(parseTarget(text), policy);
    return `${address} ${port}`;
  } catch (error) {
    if (error instanceof ProxyError) return error.type;
    throw error;
  }
}

describe('a target is refused', () => {
  it.each([
    ['a public address', '8.8.8.8:80'],
    ['a metadata service', '169.254.169.254:80'],
    ['a metadata service, mapped', '[::ffff:169.254.169.254]:80'],
    ['a metadata service, mapped and in hex', '[::ffff:a9fe:a9fe]:80'],
    ['a metadata service over IPv6', '[fd00:ec2::254]:80'],
    ['a public address, mapped', '[::ffff:8.8.8.8]:80'],
    ['a public address, mapped and with a zone', '[::ffff:8.8.8.8%1]:80'],
    ['an IPv4-compatible address', '[::8.8.8.8]:80'],
    ['an IPv4-compatible address of the house', '[::192.168.1.20]:80'],
    ['a translated address', '[::ffff:0:8.8.8.8]:80'],
    ['an address through NAT64', '[64:ff9b::8.8.8.8]:80'],
    ['an address of the house through NAT64', '[64:ff9b::c0a8:114]:80'],
    ['an address through local NAT64', '[64:ff9b:1::8.8.8.8]:80'],
    ['an address through 6to4', '[2002:c0a8:114::1]:80'],
    ['an address through Teredo', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]:80'],
    ['a site-local address', '[fec0::1]:80'],
    ['multicast', '224.0.0.251:80'],
    ['multicast of IPv6', '[ff02::1]:80'],
    ['the unspecified address', '0.0.0.0:80'],
    ['the unspecified address of IPv6', '[::]:80'],
    ['the broadcast address', '255.255.255.255:80'],
    ['octal', '0177.0.0.1:80'],
    ['hex', '0x7f.0.0.1:80'],
    ['hex in capitals', '0X7F000001:80'],
    ['a short form', '127.1:80'],
    ['one number', '2130706433:80'],
    ['one number in octal', '017700000001:80'],
    ['an address with a dot behind', '127.0.0.1.:80'],
    ['a number with a dot behind', '2130706433.:80'],
    ['an address that is padded', '192.168.001.020:80'],
    ['a carrier address without consent', '100.64.0.1:80'],
    ['the helper itself', '127.0.0.1:8787'],
    ['the helper by another loopback address', '127.9.9.9:8787'],
    ['the helper over IPv6', '[::1]:8787'],
    ['the helper, mapped', '[::ffff:127.0.0.1]:8787'],
  ])('%s, as out of reach', async (_, text) => {
    expect(await outcome(text)).toBe('forbidden-target');
  });

  it.each([
    ['nothing', ''],
    ['an address with too large a number', '256.0.0.1:80'],
    ['a name of broken Punycode', 'xn--a.lan:80'],
    ['no port', '127.0.0.1'],
    ['port 0', '127.0.0.1:0'],
    ['a port too high', '127.0.0.1:65536'],
    ['a port in hex', '127.0.0.1:0x50'],
    ['two ports', '127.0.0.1:80:80'],
    ['a user', 'user@127.0.0.1:80'],
    ['a user and a password', 'user:word@127.0.0.1:80'],
    ['a path', '127.0.0.1/x:80'],
    ['a query', 'evil?127.0.0.1:80'],
    ['a fragment', 'evil#127.0.0.1:80'],
    ['a backslash', 'evil\\127.0.0.1:80'],
    ['a blank', '127.0.0.1 evil:80'],
    ['a line break', '127.0.0.1\r\nx:80'],
    ['a line break behind', '127.0.0.1:80\n'],
    ['a NUL', '127.0.0.1\0.evil.example:80'],
    ['an escape', '127.0.0.1%00:80'],
    ['an escape that is escaped', '%31%32%37.0.0.1:80'],
    ['digits of full width', '１２７.0.0.1:80'],
    ['digits in circles', '①②⑦.⓪.⓪.①:80'],
    ['ideographic full stops', '127。0。0。1:80'],
    ['a name with a Cyrillic letter', 'bitаxe.lan:80'],
    ['a soft hyphen', '127.0.0\u00ad.1:80'],
    ['IPv6 without brackets', '::1:80'],
    ['a bracket that nothing closes', '[::1:80'],
    ['a name in brackets', '[evil]:80'],
    ['IPv4 in brackets', '[127.0.0.1]:80'],
    ['IPv4 with a zone', '127.0.0.1%1:80'],
    ['IPv4 with a zone in brackets', '[127.0.0.1%1]:80'],
    ['IPv6 that is none', '[1:2:3]:80'],
    ['IPv6 with the dotted form in front', '[253.0.0.0::1]:80'],
    ['a zone that is none', '[fe80::1%]:80'],
    ['a zone with an escape', '[fe80::1%25eth0/x]:80'],
    ['a name longer than names are', `${'a'.repeat(254)}:80`],
  ])('%s, as no target at all', async (_, text) => {
    expect(await outcome(text, named('192.168.1.20'))).toBe('bad-request');
  });

  it('by any name, when but one of its addresses is out of the house', async () => {
    const strangers = ['8.8.8.8', '169.254.169.254', '::ffff:8.8.8.8', '2606:4700::1', '0.0.0.0', 'nonsense'];
    for (const stranger of strangers) {
      expect(await outcome('miner.lan:80', named('192.168.1.20', stranger))).toBe('forbidden-target');
      expect(await outcome('miner.lan:80', named(stranger, '192.168.1.20'))).toBe('forbidden-target');
    }
  });

  it('when its name has no address, or is not known', async () => {
    expect(await outcome('miner.lan:80', named())).toBe('name-unknown');
    expect(await outcome('miner.lan:80')).toBe('name-unknown');
  });

  it('or leads into the house, and never further, whatever text it is', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.oneof(fc.ipV4Extended(), fc.domain()), fc.nat(70_000)).map((parts) => parts.join(':')),
      fc.tuple(fc.ipV6(), fc.nat(70_000)).map(([ip, port]) => `[${ip}]:${port}`),
    );
    const inHouse = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|::1 |f[cd]|fe[89ab])/;
    await fc.assert(
      fc.asyncProperty(text, async (target) => {
        expect(await outcome(target)).toMatch(
          new RegExp(`${inHouse.source}|^(bad-request|forbidden-target|name-unknown)$`),
        );
      }),
    );
  });
});

describe('a target leads', () => {
  it.each([
    ['192.168.1.20:80', '192.168.1.20 80'],
    ['[::FFFF:192.168.1.20]:4028', '192.168.1.20 4028'],
    ['[FD00:0::0007]:80', 'fd00::7 80'],
    ['[fd00::7%eth0]:80', 'fd00::7 80'],
    ['[fe80::1%wlanA]:80', 'fe80::1%wlanA 80'],
    ['127.0.0.1:8080', '127.0.0.1 8080'],
  ])('%s to %s', async (text, place) => {
    expect(await outcome(text)).toBe(place);
  });

  it('into 100.64.0.0/10 with consent only, and never to the metadata service there', async () => {
    const consent = { ...house, allowCgnat: true };
    expect(await outcome('100.64.0.1:80', consent)).toBe('100.64.0.1 80');
    expect(await outcome('100.100.100.200:80', consent)).toBe('forbidden-target');
  });

  it('to IPv4 where a name has both, because AxeOS refuses others', async () => {
    expect(await outcome('miner.lan:80', named('fd00::7', '192.168.1.20'))).toBe('192.168.1.20 80');
  });

  it('to the addresses of the first asking, however the name is rebound within one request', async () => {
    const answers = ['192.168.1.20', '127.0.0.1'];
    const chain = resolvingOnce({ ...house, resolve: async () => [answers.shift() ?? '8.8.8.8'] });
    for (let asked = 0; asked < 3; asked += 1)
      expect(await outcome('miner.lan:80', chain)).toBe('192.168.1.20 80');
  });
});

it('all ports of one address are one device, on this computer each is its own', async () => {
  const device = async (text: string) => deviceOf(await admitTarget(parseTarget(text), house));
  expect(await device('192.168.1.20:80')).toBe(await device('[::ffff:192.168.1.20]:4028'));
  expect(await device('192.168.1.20:80')).not.toBe(await device('192.168.1.21:80'));
  expect(await device('[fd00::7]:80')).toBe(await device('[fd00:0::7%eth0]:4028'));
  expect(await device('127.0.0.1:18080')).not.toBe(await device('127.0.0.1:14028'));
});
