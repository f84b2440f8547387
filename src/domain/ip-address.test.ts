import net from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv6, type IpReach, ipv4Reach, ipv6Reach, mappedIpv4, parseIpv6 } from './ip-address.ts';
import { parseIpv4 } from './ipv4.ts';

function reachOf(text: string): IpReach | undefined {
  const octets = parseIpv4(text);
  if (octets) return ipv4Reach(octets);
  const groups = parseIpv6(text);
  return groups && ipv6Reach(groups);
}

const octet = fc.integer({ min: 0, max: 255 });
const octets = fc.tuple(octet, octet, octet, octet);
const group = fc.integer({ min: 0, max: 0xffff });
/** Zeros often, because they are what may be left out. */
const groups = fc.array(fc.oneof(fc.constant(0), group), { minLength: 8, maxLength: 8 });

describe('where an address leads', () => {
  it.each<[string, IpReach]>([
    ['127.0.0.1', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['10.0.0.0', 'private'],
    ['10.255.255.255', 'private'],
    ['172.16.0.0', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.0', 'private'],
    ['192.168.255.255', 'private'],
    ['169.254.0.1', 'private'],
    ['169.254.255.254', 'private'],
    ['fc00::', 'private'],
    ['fdff:ffff::1', 'private'],
    ['fe80::1', 'private'],
    ['febf:ffff::1', 'private'],
    ['::ffff:192.168.1.20', 'private'],
    ['100.64.0.0', 'carrier'],
    ['100.127.255.255', 'carrier'],
    ['::ffff:100.64.0.1', 'carrier'],
  ])('%s is %s', (text, reach) => {
    expect(reachOf(text)).toBe(reach);
  });

  it.each([
    '9.255.255.255',
    '11.0.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '168.63.129.16',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.1',
    '223.255.255.255',
    '2606:4700::1111',
    'fbff::1',
    'fec0::1',
    '::2',
    '::ffff:8.8.8.8',
  ])('%s is public', (text) => {
    expect(reachOf(text)).toBe('public');
  });

  it.each([
    ['the unspecified address', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['multicast', '224.0.0.251'],
    ['a reserved address', '240.0.0.1'],
    ['the broadcast address', '255.255.255.255'],
    ['the unspecified address of IPv6', '::'],
    ['the unspecified address, mapped', '::ffff:0.0.0.0'],
    ['multicast of IPv6', 'ff02::1'],
    ['the metadata service of most clouds', '169.254.169.254'],
    ['the same, mapped', '::ffff:169.254.169.254'],
    ['the same in hex', '::ffff:a9fe:a9fe'],
    ['the metadata service of containers', '169.254.170.2'],
    ['the metadata service of Alibaba', '100.100.100.200'],
    ['the metadata service of AWS over IPv6', 'fd00:ec2::254'],
    ['the metadata service of Google over IPv6', 'fd20:ce::254'],
  ])('%s is unusable', (_, text) => {
    expect(reachOf(text)).toBe('unusable');
  });

  it('is through a gateway, and out of the house, for all that carry an IPv4 address but are not mapped', () => {
    fc.assert(
      fc.property(octets, ([a, b, c, d]) => {
        const [high, low] = [((a << 8) | b).toString(16), ((c << 8) | d).toString(16)];
        const dotted = `${a}.${b}.${c}.${d}`;
        const carriers = {
          translated: `::ffff:0:${dotted}`,
          nat64: `64:ff9b::${dotted}`,
          localNat64: `64:ff9b:1::${dotted}`,
          sixToFour: `2002:${high}:${low}::1`,
          teredo: `2001:0:${high}:${low}::1`,
        };
        for (const text of Object.values(carriers)) expect(reachOf(text)).toBe('public');
        // `::` and `::1` are the two of ::/96 that mean something else.
        if (a + b + c > 0) expect(reachOf(`::${dotted}`)).toBe('public');
      }),
    );
  });

  it('is the same for an IPv4 address and its mapped form, however that is written', () => {
    fc.assert(
      fc.property(octets, ([a, b, c, d]) => {
        const dotted = `${a}.${b}.${c}.${d}`;
        const hex = [(a << 8) | b, (c << 8) | d].map((each) => each.toString(16)).join(':');
        for (const text of [`::ffff:${dotted}`, `::FFFF:${hex}`, `0:0:0:0:0:ffff:${hex}`]) {
          expect(mappedIpv4(parseIpv6(text) ?? [])).toEqual([a, b, c, d]);
          expect(reachOf(text)).toBe(reachOf(dotted));
        }
      }),
    );
  });
});

describe('an address in text', () => {
  it.each([
    '0177.0.0.1',
    '0x7f.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '017700000001',
    '127.0.0.1.',
    '127.0.0.01',
    '127.0.0.256',
    '127.0.0.-1',
    '127.0.0.1 ',
    '１２７.0.0.1',
    '127。0。0。1',
    '①27.0.0.1',
    '127.0.0.1%lo',
    '1e1.0.0.1',
    '',
    '...',
    ':::',
    '::1::',
    ':1',
    '1:',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2:3:4:5:6:7:8',
    '12345::',
    '::g',
    '::127.1',
    '::0177.0.0.1',
    '127.0.0.1::',
    '253.0.0.0::1',
    '::127.0.0.1:0',
    'fe80::1%eth0',
    '[::1]',
  ])('is refused where others may read one into it: %j', (text) => {
    expect(parseIpv4(text) ?? parseIpv6(text)).toBeUndefined();
  });

  it('is one exactly where Node says so, made of the signs that addresses are made of', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.x%'), maxLength: 24 });
    const piece = fc.constantFrom(':', '::', '.', '0', '1', 'ff', '255', '256', 'fe80', '1.2.3.4');
    const pieces = fc.array(piece, { maxLength: 12 }).map((found) => found.join(''));
    const near = fc
      .tuple(fc.ipV6(), fc.nat(40), fc.constantFrom('', ':', '::', '.', '0'))
      .map(([text, at, sign]) => text.slice(0, at) + sign + text.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(signs, pieces, near, fc.ipV4(), fc.ipV6()), (text) => {
        if (text.includes('%')) return;
        expect(parseIpv4(text) !== undefined).toBe(net.isIPv4(text));
        expect(parseIpv6(text) !== undefined).toBe(net.isIPv6(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes back from the shortest form, which is that of the URL standard', () => {
    fc.assert(
      fc.property(groups, (address) => {
        const text = formatIpv6(address);
        expect(parseIpv6(text)).toEqual(address);
        expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`);
      }),
    );
  });
});
