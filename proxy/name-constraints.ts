/** An IPv4 network by its first address and its mask, as octets. */
type Ipv4Subtree = readonly [address: readonly number[], mask: readonly number[]];

const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;
/** The kinds of `GeneralName` (RFC 5280, section 4.2.1.6): context tags 2 and 7. */
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** Private networks (RFC 1918), link-local (RFC 3927), shared by a carrier or Tailscale (RFC 6598), and loopback. */
const HOME_NETWORKS: readonly Ipv4Subtree[] = [
  [
    [10, 0, 0, 0],
    [255, 0, 0, 0],
  ],
  [
    [172, 16, 0, 0],
    [255, 240, 0, 0],
  ],
  [
    [192, 168, 0, 0],
    [255, 255, 0, 0],
  ],
  [
    [169, 254, 0, 0],
    [255, 255, 0, 0],
  ],
  [
    [100, 64, 0, 0],
    [255, 192, 0, 0],
  ],
  [
    [127, 0, 0, 0],
    [255, 0, 0, 0],
  ],
];

/** IPv6 has no other place here: an authority that names one permitted network of a kind permits no other of it. */
const HOME_NETWORKS_V6: readonly (readonly [first: number, mask: number])[] = [
  // fc00::/7 (RFC 4193) and fe80::/10 (RFC 4291): the first two octets tell them.
  [0xfc00, 0xfe00],
  [0xfe80, 0xffc0],
];

/**
 * The value of the extension `nameConstraints` (RFC 5280, section 4.2.1.10), DER: an authority with it can vouch for
 * these domains and for addresses of home networks, and for nothing else. So a phone that trusts it loses nothing when
 * its key is stolen: no bank, no mail.
 * @param domains each permits itself and whatever stands under it
 */
export function homeNameConstraints(domains: readonly string[]): Uint8Array<ArrayBuffer> {
  const subtrees = [
    ...domains.map((domain) => der(DNS_NAME, Buffer.from(domain, 'ascii'))),
    ...HOME_NETWORKS.map(([address, mask]) => der(IP_ADDRESS, Buffer.from([...address, ...mask]))),
    ...HOME_NETWORKS_V6.map(([first, mask]) => der(IP_ADDRESS, Buffer.concat([wide(first), wide(mask)]))),
  ].map((name) => der(SEQUENCE, name));
  return new Uint8Array(der(SEQUENCE, der(PERMITTED_SUBTREES, Buffer.concat(subtrees))));
}

/** Sixteen octets of which only the first two are set. */
function wide(first: number): Buffer {
  const octets = Buffer.alloc(16);
  octets.writeUInt16BE(first);
  return octets;
}

/** Tag, length, content (X.690, section 8.1); nothing here is longer than 65,535 octets. */
function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
