import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDeviceAddress } from './device-address.ts';
import { formatAddress } from './miner.ts';

describe('an address as an owner types it', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20', 80],
    ['  192.168.1.20 ', '192.168.1.20', 80],
    ['192.168.1.20.', '192.168.1.20', 80],
    ['192.168.1.20:4028', '192.168.1.20', 4028],
    ['http://192.168.1.20/', '192.168.1.20', 80],
    ['http://192.168.1.20:8080/#/swarm?x=1', '192.168.1.20', 8080],
    ['https://10.0.0.5/index.html', '10.0.0.5', 443],
    ['HTTP://Bitaxe.LOCAL', 'bitaxe.local', 80],
    ['bitaxe', 'bitaxe', 80],
    ['bitaxe_2.lan.', 'bitaxe_2.lan', 80],
    ['nerd-qaxe.fritz.box', 'nerd-qaxe.fritz.box', 80],
    ['localhost:3000', 'localhost', 3000],
    ['100.100.4.2', '100.100.4.2', 80],
    ['169.254.7.7', '169.254.7.7', 80],
    ['[fd00::7]', 'fd00::7', 80],
    ['[FD00:0:0:0::7]:8080', 'fd00::7', 8080],
    ['http://[fe80::1]/', 'fe80::1', 80],
    ['fd12:3456::9', 'fd12:3456::9', 80],
    ['::1', '::1', 80],
    ['[::ffff:192.168.1.20]', '192.168.1.20', 80],
  ])('reads %j', (text, host, port) => {
    expect(parseDeviceAddress(text)).toEqual({ host, port });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['http://', 'empty'],
    [':80', 'empty'],
    ['ftp://192.168.1.20', 'unsupported-scheme'],
    ['stratum+tcp://192.168.1.20', 'unsupported-scheme'],
    ['root:root@192.168.1.20', 'credentials'],
    ['my miner', 'bad-characters'],
    ['bit\u0430xe', 'bad-characters'],
    ['miner\\admin', 'bad-characters'],
    ['[fe80::1%eth0]', 'bad-characters'],
    ['192.168.1', 'bad-host'],
    ['192.168.1.256', 'bad-host'],
    ['192.168.001.020', 'bad-host'],
    ['3232235796', 'bad-host'],
    ['0x7f.1', 'bad-host'],
    ['-miner', 'bad-host'],
    ['a..b', 'bad-host'],
    ['fd00::1::2', 'bad-host'],
    ['bitaxe:', 'bad-port'],
    ['bitaxe:0', 'bad-port'],
    ['bitaxe:65536', 'bad-port'],
    ['bitaxe:80a', 'bad-port'],
    ['8.8.8.8', 'public-address'],
    ['172.32.0.1', 'public-address'],
    ['[2606:4700::1111]', 'public-address'],
    ['[::ffff:8.8.8.8]', 'public-address'],
    ['0.0.0.0', 'unusable-address'],
    ['255.255.255.255', 'unusable-address'],
    ['224.0.0.251', 'unusable-address'],
    ['::', 'unusable-address'],
    ['169.254.169.254', 'unusable-address'],
    ['[::ffff:169.254.169.254]', 'unusable-address'],
    ['[fd00:ec2::254]', 'unusable-address'],
    ['127.1', 'bad-host'],
    ['0300.0250.1.1', 'bad-host'],
    ['0xc0a80114', 'bad-host'],
    ['miner.0x', 'bad-host'],
    ['fd00.0.0.1::1', 'bad-host'],
    ['１９２.168.1.20', 'bad-characters'],
    ['192。168。1。20', 'bad-characters'],
    ['192.168.1.20%00.evil.example', 'bad-characters'],
    ['http://192.168.1.20\\@evil.example', 'credentials'],
    ['http://192.168.1.20@evil.example', 'credentials'],
    ['javascript:alert(1)', 'bad-port'],
    ['file:///etc/passwd', 'unsupported-scheme'],
    ['::ffff:0:8.8.8.8', 'public-address'],
    ['64:ff9b::c0a8:114', 'public-address'],
    ['2002:c0a8:114::', 'public-address'],
    ['[::192.168.1.20]', 'public-address'],
    ['[::1]x:80', 'bad-characters'],
    [`${'a'.repeat(64)}.lan`, 'bad-host'],
    [`${'a.'.repeat(127)}lan`, 'bad-host'],
  ])('refuses %j as %s', (text, problem) => {
    expect(parseDeviceAddress(text)).toMatchObject({ problem });
  });

  it('never repeats a password', () => {
    const parsed = parseDeviceAddress('http://root:hunter2@192.168.1.20/');
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  it('takes the port of its caller where none is typed', () => {
    expect(parseDeviceAddress('192.168.1.30', { defaultPort: 4028 })).toEqual({
      host: '192.168.1.30',
      port: 4028,
    });
  });

  it('reads what it has written as the same address', () => {
    const text = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.tuple(fc.ipV6(), fc.integer({ min: 1, max: 65_535 })).map(([ip, port]) => `[${ip}]:${port}`),
      fc.domain(),
      fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 65_535 })).map(([ip, port]) => `http://${ip}:${port}/x`),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const address = parseDeviceAddress(typed);
        if ('problem' in address) return;
        expect(parseDeviceAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  it('answers any text with an address or a problem', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const parsed = parseDeviceAddress(typed);
        if ('problem' in parsed) return;
        expect(parsed.host).toMatch(/^[a-z0-9._:-]+$/);
        expect(parsed.port).toBeGreaterThan(0);
      }),
    );
  });
});
