import { afterAll, beforeAll, expect, test } from 'vitest';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import { GoldshellWeb } from '../../src/devices/goldshell-web.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';
import { HELPER_TOKEN, HelperHouse } from '../support/helper-house.ts';

/*
 * A Goldshell takes its password in the query of a GET and in no other way. Over sockets and through the helper, it must
 * arrive there, and stand in no address that a browser asks for.
 */

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterAll(() => house.close());

test('a login by query arrives at the device, and no address of ours holds the password', async () => {
  const password = 'cellar lamp & pick';
  const { port } = await house.webDevice((request, reply) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://device');
    if (pathname === '/user/login') {
      const isRight = searchParams.get('password') === password && searchParams.get('cipher') === 'false';
      reply.statusCode = isRight ? 200 : 500;
      return void reply.end(JSON.stringify({ 'JWT Token': 'opens' }));
    }
    reply.statusCode = request.headers.authorization === 'Bearer opens' ? 200 : 401;
    reply.end('{"told":true}');
  });
  const addresses: string[] = [];
  const transport = proxyTransport({
    baseUrl: house.proxy.url,
    token: HELPER_TOKEN,
    address: { host: '127.0.0.1', port },
    fetch: (...asked) => {
      addresses.push(String(asked[0]));
      return fetchAsPage(...asked);
    },
  });
  const web = new GoldshellWeb(transport, { nowMs: () => 0, credentials: { password } });
  await expect(web.json('/mcb/setting')).resolves.toEqual({ told: true });
  expect(addresses).toHaveLength(3);
  for (const address of addresses) expect(decodeURIComponent(address)).not.toMatch(/cellar|password/);
});
