import { expect, it } from 'vitest';
import type { DeviceRequest } from './http-exchange.ts';
import { forwardHttp } from './http-forward.ts';
import { ProxyError } from './problem.ts';
import { admitTarget, hostAndPort, parseTarget, type TargetPolicy } from './target.ts';

/** A home network as it is, loopback apart, which the tests over real sockets cannot have. */
const policy: TargetPolicy = {
  portAllowed: (port) => port === 80 || port === 443 || port === 8080,
  allowCgnat: false,
  resolve: async (name) => (name === 'rebound.lan' ? ['127.0.0.1'] : ['192.168.1.30']),
  ownPorts: () => [8787],
};
const signal = new AbortController().signal;
const request: DeviceRequest = {
  method: 'GET',
  path: '/a/b?c=1',
  headers: { accept: 'text/html', authorization: 'Bearer secret', 'x-totp': '123456' },
  body: undefined,
  signal,
};

/** Follows one redirect of a device; tells what was asked second, or why nothing was. */
async function second(from: string, status: number, location: string, first: Partial<DeviceRequest> = {}) {
  const asked: string[] = [];
  let then: DeviceRequest | undefined;
  const target = await admitTarget(parseTarget(from), policy);
  const whole = { ...request, ...first };
  try {
    await forwardHttp(target, whole, policy, async (scheme, to, next) => {
      asked.push(`${next.method} ${scheme}://${hostAndPort(to)}${next.path} at ${to.address}`);
      then = next;
      return { status: asked.length === 1 ? status : 200, headers: { location }, body: Buffer.alloc(0) };
    });
  } catch (error) {
    if (error instanceof ProxyError && error.type === 'bad-redirect' && asked.length === 1) return 'refused';
    throw error;
  }
  return { asked: asked[1], headers: then?.headers, body: then?.body?.toString() };
}

it.each([
  ['this computer', 'http://127.0.0.1:8080/'],
  ['this computer by number', 'http://2130706433:8080/'],
  ['this computer over IPv6', 'http://[::1]:8080/'],
  ['this computer, mapped', 'http://[::ffff:127.0.0.1]:8080/'],
  ['a name for this computer', 'http://rebound.lan:8080/'],
  ['the helper', 'http://127.0.0.1:8787/api/health'],
  ['a metadata service', 'http://169.254.169.254/latest/meta-data/'],
  ['a public host without a scheme', '//8.8.8.8/'],
  ['a public host with backslashes', '\\\\8.8.8.8\\'],
  ['a public host behind a user', 'http://192.168.1.20@8.8.8.8/'],
  ['a port off the list', 'http://192.168.1.20:22/'],
  ['another scheme', 'ftp://192.168.1.20/'],
  ['a file', 'file:///etc/passwd'],
  ['a script', 'javascript:alert(1)'],
  ['no address', 'http://[::/'],
])('a miner that redirects to %s is not followed', async (_, location) => {
  for (const status of [301, 302, 303, 307, 308])
    expect(await second('192.168.1.20:80', status, location)).toBe('refused');
});

it.each([
  ['../x', 'GET http://192.168.1.20:80/x at 192.168.1.20'],
  ['?y', 'GET http://192.168.1.20:80/a/b?y at 192.168.1.20'],
  ['#part', 'GET http://192.168.1.20:80/a/b?c=1 at 192.168.1.20'],
  ['http://192.168.1.20/', 'GET http://192.168.1.20:80/ at 192.168.1.20'],
])('a miner that redirects to %s on itself is asked there, with its password', async (location, asked) => {
  expect(await second('192.168.1.20:80', 302, location)).toMatchObject({ asked, headers: request.headers });
});

it('a miner that is reached through one interface stays so on its redirects', async () => {
  expect(await second('[fe80::1%eth0]:80', 302, '/x')).toMatchObject({
    asked: 'GET http://[fe80::1]:80/x at fe80::1%eth0',
  });
});

it.each([
  ['another miner', 'http://192.168.1.30/'],
  ['another miner by name', 'http://miner.lan/'],
  ['another port', 'http://192.168.1.20:8080/'],
  ['another scheme on the same port', 'https://192.168.1.20:80/'],
])('a question that is redirected to %s leaves passwords behind', async (_, location) => {
  expect(await second('192.168.1.20:80', 307, location)).toEqual({
    asked: expect.any(String),
    headers: { accept: 'text/html' },
    body: undefined,
  });
});

it('a command is never carried from one miner to another', async () => {
  const body = Buffer.from('{"frequency":700}');
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    for (const status of [301, 302, 307, 308])
      expect(await second('192.168.1.20:80', status, 'http://192.168.1.30/', { method, body })).toBe(
        'refused',
      );
  expect(await second('192.168.1.20:80', 307, 'http://192.168.1.30/', { method: 'POST', body })).toBe(
    'refused',
  );
});

it('a command is repeated on the same miner where the status says so, and asked about where not', async () => {
  const post = { method: 'POST', body: Buffer.from('{}'), headers: { 'content-type': 'application/json' } };
  expect(await second('192.168.1.20:80', 307, '/b', post)).toEqual({
    asked: 'POST http://192.168.1.20:80/b at 192.168.1.20',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  for (const status of [301, 302, 303])
    expect(await second('192.168.1.20:80', status, '/b', post)).toEqual({
      asked: 'GET http://192.168.1.20:80/b at 192.168.1.20',
      headers: {},
      body: undefined,
    });
});

it('a restart that is a page to be opened follows its miner, and goes to no other', async () => {
  for (const status of [301, 302, 307, 308]) {
    const once = { once: true } as const;
    expect(await second('192.168.1.20:80', status, 'http://192.168.1.30/', once)).toBe('refused');
    expect(await second('192.168.1.20:80', status, '/b', once)).toMatchObject({
      asked: 'GET http://192.168.1.20:80/b at 192.168.1.20',
    });
  }
});
