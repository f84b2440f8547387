import { describe, expect, test } from 'vitest';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { encrypted, GoldshellWeb } from './goldshell-web.ts';
import type { DeviceHttpRequest, DeviceTransport } from './transport.ts';

const REFUSAL = webReply('', { status: 401 });

/** A Goldshell that opens to whoever brings its token, and gives it for this password in this form. */
function locked({ password = '123456789', cipher = 'false', token = 'jwt.one' } = {}) {
  const asked: string[] = [];
  const device: DeviceTransport = {
    ...scriptedDevice({}),
    async http({ path, headers }: DeviceHttpRequest) {
      const { pathname, searchParams } = new URL(path, 'http://device');
      asked.push(pathname);
      if (pathname === '/user/login') {
        const right = searchParams.get('password') === password && searchParams.get('cipher') === cipher;
        return right ? jsonReply({ 'JWT Token': token }) : webReply('', { status: 500 });
      }
      return headers?.authorization === `Bearer ${token}` ? jsonReply({ pathname }) : REFUSAL;
    },
  };
  return { device, asked };
}

const web = (device: DeviceTransport, more: object = {}) =>
  new GoldshellWeb(device, { nowMs: () => 0, ...more });

describe('a login', () => {
  test('happens once, with what the maker ships, and is kept for the next reading', async () => {
    const { device, asked } = locked();
    const session = {};
    const first = web(device, { session });
    expect([await first.told('/mcb/setting'), await first.told('/mcb/pools')]).toEqual([
      { pathname: '/mcb/setting' },
      { pathname: '/mcb/pools' },
    ]);
    await web(device, { session }).told('/mcb/status');
    expect(asked).toEqual(['/mcb/setting', '/user/login', '/mcb/setting', '/mcb/pools', '/mcb/status']);
    expect(session).toEqual({ token: 'jwt.one' });
  });

  test('is tried encrypted, where the firmware does not take a password as it is', async () => {
    const { device, asked } = locked({ password: encrypted('lamp'), cipher: 'true' });
    await expect(web(device, { credentials: { password: 'lamp' } }).told('/x')).resolves.toBeDefined();
    expect(asked).toEqual(['/x', '/user/login', '/user/login', '/x']);
  });

  test('that is refused is not tried again in the same reading, and tells no password', async () => {
    const { device, asked } = locked({ password: 'other' });
    const door = web(device, { credentials: { password: 'hunter2' } });
    expect([await door.told('/a'), await door.told('/b')]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['/a', '/user/login', '/user/login', '/b']);
    expect(door.failure?.kind).toBe('refused');
    expect(String(door.failure)).not.toContain('hunter2');
  });

  test('renews a token that holds no more', async () => {
    const { device } = locked({ token: 'jwt.two' });
    const session = { token: 'jwt.old' };
    await expect(web(device, { session }).told('/x')).resolves.toBeDefined();
    expect(session.token).toBe('jwt.two');
  });

  test.each([['<html></html>'], ['[]'], ['{"JWT Token":7}'], ['{"JWT Token":"line\\nbreak"}']])(
    'that is answered with %s gives no token',
    async (text) => {
      const device = scriptedDevice({ web: { '/x': REFUSAL, '/user/login': webReply(text) } });
      const door = web(device);
      await expect(door.told('/x')).resolves.toBeUndefined();
      expect(door.failure?.kind).toBe('refused');
    },
  );
});

test('the password goes as the firmware’s own page encrypts it', () => {
  // The value that pyasic sends for the password that every Goldshell is shipped with.
  expect(encrypted('123456789')).toBe('bbad7537f4c8b6ea31eea0b3d760e257');
  expect(encrypted('x'.repeat(16))).toHaveLength(32);
  expect(encrypted('x'.repeat(17))).toHaveLength(64);
});
