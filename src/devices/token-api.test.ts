import { describe, expect, test } from 'vitest';
import { jsonReply, webReply } from '../../tests/support/scripted-device.ts';
import type { DeviceSession } from './adapter.ts';
import { TokenApi, type TokenLogin } from './token-api.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from './transport.ts';

const LOGIN: TokenLogin = {
  port: 8080,
  shipped: { username: 'root', password: 'shipped' },
  form: ({ username, password }) => ({ path: '/login', body: { username, password } }),
  tokenIn: ({ token }) => token,
  header: (token) => ({ authorization: `Bearer ${token}` }),
};

/** A device that wants `password`, and hands out a new token at each login. */
function lockedDevice(password: string, open: readonly string[] = []) {
  const asked: string[] = [];
  let valid: string | undefined;
  const http = async ({ method = 'GET', path, headers, body, port }: DeviceHttpRequest) => {
    asked.push(`${method} ${path}`);
    expect(port).toBe(8080);
    if (path === '/login') {
      if (!body?.includes(`"password":"${password}"`)) return webReply('{"error":"no"}', { status: 401 });
      valid = `token-${asked.length}`;
      return jsonReply({ token: valid });
    }
    const letIn =
      open.includes(path) || (valid !== undefined && headers?.authorization === `Bearer ${valid}`);
    return letIn ? jsonReply({ path }) : webReply('', { status: 401 });
  };
  const none = () => Promise.reject(new DeviceError('unreachable', 'no such door'));
  const transport: DeviceTransport = { http, rpc: none, message: none };
  return { transport, asked, expire: () => (valid = undefined) };
}

const options = { nowMs: () => 0 };

test('what is open is read without a login', async () => {
  const { transport, asked } = lockedDevice('secret', ['/version']);
  await expect(new TokenApi(transport, LOGIN, options).json('/version')).resolves.toEqual({
    path: '/version',
  });
  expect(asked).toEqual(['GET /version']);
});

test('one login serves a whole reading, and with a session the next readings too', async () => {
  const session: DeviceSession = {};
  const { transport, asked } = lockedDevice('mine');
  const mine = { ...options, session, credentials: { username: 'root', password: 'mine' } };
  const first = new TokenApi(transport, LOGIN, mine);
  await first.json('/a');
  await first.json('/b');
  await new TokenApi(transport, LOGIN, mine).json('/c');
  expect(asked).toEqual(['GET /a', 'POST /login', 'GET /a', 'GET /b', 'GET /c']);
});

test('where the owner stored nothing, what the maker ships is tried', async () => {
  const { transport } = lockedDevice('shipped');
  await expect(new TokenApi(transport, LOGIN, options).json('/a')).resolves.toEqual({ path: '/a' });
});

test('a token that holds no more is renewed once', async () => {
  const session: DeviceSession = {};
  const { transport, asked, expire } = lockedDevice('shipped');
  await new TokenApi(transport, LOGIN, { ...options, session }).json('/a');
  expire();
  await expect(new TokenApi(transport, LOGIN, { ...options, session }).json('/b')).resolves.toEqual({
    path: '/b',
  });
  expect(asked.slice(-3)).toEqual(['GET /b', 'POST /login', 'GET /b']);
});

describe('a wrong password', () => {
  test('is refused, tried once a reading, and forgotten', async () => {
    const session: DeviceSession = { token: 'old' };
    const { transport, asked } = lockedDevice('other');
    const api = new TokenApi(transport, LOGIN, { ...options, session });
    await expect(api.json('/a')).rejects.toMatchObject({ kind: 'refused' });
    await expect(api.json('/b')).rejects.toBe(api.refusal);
    await expect(api.jsonIfKnown('/c')).resolves.toBeUndefined();
    expect(asked.filter((each) => each === 'POST /login')).toHaveLength(1);
    expect(session.token).toBeUndefined();
  });

  test('stands in no error text', async () => {
    const { transport } = lockedDevice('other');
    const credentials = { username: 'me', password: 'hunter2-hunter2' };
    const error = await new TokenApi(transport, LOGIN, { ...options, credentials }).json('/a').catch(String);
    expect(error).not.toMatch(/hunter2/);
  });
});

test.each([[{ token: 7 }], [{ token: 'a\nb' }], [{}], [[]]])('%j is no token', async (reply) => {
  const { transport } = lockedDevice('x');
  const http = ({ path }: DeviceHttpRequest) =>
    Promise.resolve(path === '/login' ? jsonReply(reply) : webReply('', { status: 401 }));
  await expect(new TokenApi({ ...transport, http }, LOGIN, options).json('/a')).rejects.toMatchObject({
    kind: 'refused',
  });
});
