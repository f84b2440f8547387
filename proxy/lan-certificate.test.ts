import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type CertificateAuthority, openAuthority, type ServerCertificate } from './certificate-authority.ts';
import { LanCertificate } from './lan-certificate.ts';
import { lanPlace } from './lan-place.ts';

const DAY_MS = 86_400_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-ca-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (computer = 'box', nowMs = Date.now()) => openAuthority(folder, computer, nowMs);
const names = { hosts: ['box.local', 'box'], addresses: ['192.168.1.5', '10.0.0.5'] };

describe('the authority', () => {
  test('stays the same over restarts', async () => {
    const [first, second] = [await open(), await open()];
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(first.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  test('is an authority for servers, with no other below it', async () => {
    const certificate = new X509Certificate(Buffer.from((await open()).certificate));
    expect(certificate.ca).toBe(true);
    expect(certificate.subject).toBe('O=Davylamp\nCN=Davylamp on box');
  });

  test('is replaced before it ends, and told when it is damaged', async () => {
    const first = await open();
    const later = await open('box', first.expiresAtMs - 29 * DAY_MS);
    expect(later.fingerprint).not.toBe(first.fingerprint);
    writeFileSync(join(folder, 'ca.key'), 'garbage');
    await expect(open()).rejects.toThrow(/cannot be read\. Delete both files/);
  });

  test('does not take a key that belongs to another certificate', async () => {
    await open();
    const key = readFileSync(join(folder, 'ca.key'));
    rmSync(join(folder, 'ca.crt'));
    await open();
    writeFileSync(join(folder, 'ca.key'), key);
    await expect(open()).rejects.toThrow(/cannot be read/);
  });

  test.each([
    ['a name of the house', { hosts: ['box.local'], addresses: [] }, 'box.local', undefined],
    ['its bare name', { hosts: ['box'], addresses: [] }, 'box', undefined],
    ['an address of a home network', { hosts: [], addresses: ['192.168.1.5'] }, '192.168.1.5', undefined],
    ['a bank', { hosts: ['bank.example'], addresses: [] }, 'bank.example', 'permitted subtree violation'],
    [
      'an address of the internet',
      { hosts: [], addresses: ['8.8.8.8'] },
      '8.8.8.8',
      'permitted subtree violation',
    ],
    [
      'one of IPv6',
      { hosts: [], addresses: ['2001:4860:4860::8888'] },
      '2001:4860:4860::8888',
      'permitted subtree violation',
    ],
  ])('vouches for %s only as its name constraints let it', async (_, asked, name, expected) => {
    const authority = await open();
    const leaf = await authority.issue(asked, Date.now());
    expect(await handshake(authority, leaf, name)).toBe(expected);
  });
});

describe('the certificate of the door', () => {
  test('lasts no longer than browsers allow, and is for servers', async () => {
    const leaf = new X509Certificate((await (await open()).issue(names, Date.now())).cert);
    const days = (Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / DAY_MS;
    expect(days).toBeLessThanOrEqual(397);
    expect(leaf.subjectAltName).toBe('DNS:box.local, DNS:box, IP Address:192.168.1.5, IP Address:10.0.0.5');
    expect(leaf.ca).toBe(false);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  test('is renewed when the computer gets another address, and within 30 days of its end', async () => {
    let nowMs = Date.now();
    let addresses = ['192.168.1.5'];
    const renewed: ServerCertificate[] = [];
    const { renewal } = await LanCertificate.open({
      authority: await open(),
      place: () => ({ computer: 'box', addresses }),
      allowHosts: ['box.fritz.box:8788', 'davy.example'],
      nowMs: () => nowMs,
      onRenewed: (certificate) => renewed.push(certificate),
    });
    onTestFinished(() => renewal.close());
    // The authority may not name davy.example, so nobody is promised that it can.
    expect(renewal.names).toEqual(['box.local', 'box', 'box.fritz.box', '192.168.1.5']);
    expect(await renewal.renewIfDue()).toBe(false);
    addresses = ['192.168.1.6', '10.8.0.2'];
    expect(await renewal.renewIfDue()).toBe(true);
    expect(renewal.names).toEqual(['box.local', 'box', 'box.fritz.box', '192.168.1.6', '10.8.0.2']);
    expect(await renewal.renewIfDue()).toBe(false);
    nowMs += 334 * DAY_MS;
    expect(await renewal.renewIfDue()).toBe(false);
    nowMs += 2 * DAY_MS;
    expect(await renewal.renewIfDue()).toBe(true);
    expect(renewed.map(({ cert }) => new X509Certificate(cert).subjectAltName)).toEqual(
      Array(2).fill('DNS:box.local, DNS:box, DNS:box.fritz.box, IP Address:192.168.1.6, IP Address:10.8.0.2'),
    );
  });
});

test('the place has private addresses only, cables and Wi-Fi before what is made up', () => {
  const way = (address: string, internal = false) => ({
    address,
    internal,
    netmask: '255.255.255.0',
    family: 'IPv4' as const,
    mac: '02:00:00:00:00:00',
    cidr: `${address}/24`,
  });
  const interfaces = {
    lo: [way('127.0.0.1', true)],
    docker0: [way('172.17.0.1')],
    eth0: [way('192.168.1.5'), way('203.0.113.9')],
    tailscale0: [way('100.100.1.2')],
  };
  expect(lanPlace(false, 'Pi_Box.lan', interfaces)).toEqual({
    computer: 'pi-box',
    addresses: ['192.168.1.5', '172.17.0.1'],
  });
  expect(lanPlace(true, 'pi', interfaces).addresses).toContain('100.100.1.2');
});

/** @returns what is wrong with the certificate for a client that trusts this authority alone */
function handshake(
  authority: CertificateAuthority,
  { cert, key }: ServerCertificate,
  name: string,
): Promise<string | undefined> {
  const server = tls.createServer({ cert, key });
  onTestFinished(() => void server.close());
  const ca = `-----BEGIN CERTIFICATE-----\n${Buffer.from(authority.certificate).toString('base64')}\n-----END CERTIFICATE-----`;
  return new Promise((resolve, reject) => {
    server.on('tlsClientError', () => {});
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address !== 'object' || !address) return reject(new Error('no port'));
      const client = tls.connect({
        port: address.port,
        host: '127.0.0.1',
        ca,
        checkServerIdentity: (_, peer) => tls.checkServerIdentity(name, peer),
      });
      client.once('secureConnect', () => {
        client.destroy();
        resolve(undefined);
      });
      client.once('error', (error) => resolve(error.message));
    });
  });
}
