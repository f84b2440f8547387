import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { DeliveryFailed } from './delivery-failed.ts';
import { createNotifyFetch, type OutgoingMessage } from './notify-fetch.ts';

/** Against servers that mean no good, on this computer. */

const open: net.Server[] = [];
const sockets = new Set<net.Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
});

async function listening(server: net.Server): Promise<number> {
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const answering = (listener: http.RequestListener) => listening(http.createServer(listener));

const resolve = async (name: string) => {
  const addresses = {
    'box.home': ['127.0.0.1'],
    'rebound.example': ['203.0.113.9', '127.0.0.1'],
    'metadata.example': ['169.254.169.254'],
  }[name];
  if (!addresses) throw new Error('ENOTFOUND');
  return addresses;
};
const rules = { resolve, ownPorts: () => [8787] };
const fetch = createNotifyFetch(rules);
const patience = () => AbortSignal.timeout(5_000);
const messageTo = (url: string, reach: OutgoingMessage['reach'] = 'anywhere'): OutgoingMessage => ({
  url,
  reach,
  headers: { 'content-type': 'application/json' },
  body: '{"a":"ä"}',
});
const problemOf = (url: string, reach?: OutgoingMessage['reach'], signal = patience()) =>
  fetch(messageTo(url, reach), signal).then(
    ({ status }) => `answered ${status}`,
    (error: DeliveryFailed) => `${error.problem}${error.mayHaveArrived ? ', may have arrived' : ''}`,
  );

test('a message arrives whole at the name that its owner typed', async () => {
  let heard = '';
  const port = await answering((request, reply) => {
    request.on('data', (part) => {
      heard += `${request.method} ${request.headers.host} ${part}`;
    });
    request.on('end', () => reply.setHeader('retry-after', '7').end('thanks'));
  });
  const answer = await fetch(messageTo(`http://box.home:${port}/hook`), patience());
  expect(answer).toEqual({ status: 200, retryAfter: '7', text: 'thanks' });
  expect(heard).toBe(`POST box.home:${port} {"a":"ä"}`);
});

test('no redirect is followed', async () => {
  let asked = 0;
  const port = await answering((_, reply) => {
    asked += 1;
    reply.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await fetch(messageTo(`http://127.0.0.1:${port}/`), patience())).status).toBe(302);
  expect(asked).toBe(1);
});

test('an answer without end is left, and counts as empty', async () => {
  const port = await answering((_, reply) => {
    const timer = setInterval(() => reply.write('x'.repeat(60_000)), 1);
    reply.on('close', () => clearInterval(timer));
  });
  expect(await fetch(messageTo(`http://127.0.0.1:${port}/`), patience())).toMatchObject({
    status: 200,
    text: '',
  });
});

test('whoever does not answer is given up; the message may have arrived', async () => {
  const silent = await listening(net.createServer());
  expect(await problemOf(`http://127.0.0.1:${silent}/`, 'anywhere', AbortSignal.timeout(100))).toBe(
    'timeout, may have arrived',
  );
  const dripping = await answering((_, reply) => void reply.write('begun'));
  expect(await problemOf(`http://127.0.0.1:${dripping}/`, 'anywhere', AbortSignal.timeout(100))).toBe(
    'timeout, may have arrived',
  );
});

test('where nobody listens, nothing arrived; where somebody hangs up or talks nonsense, nobody knows', async () => {
  const port = await listening(net.createServer());
  await new Promise((closed) => open.pop()?.close(closed));
  expect(await problemOf(`http://127.0.0.1:${port}/`)).toBe('unreachable');
  expect(await problemOf('http://nowhere.home/')).toBe('unreachable');
  const rude = await listening(net.createServer((socket) => socket.once('data', () => socket.destroy())));
  expect(await problemOf(`http://127.0.0.1:${rude}/`)).toBe('bad-reply, may have arrived');
  const odd = await listening(
    net.createServer((socket) => socket.once('data', () => socket.end('220 smtp\r\n'))),
  );
  expect(await problemOf(`http://127.0.0.1:${odd}/`)).toBe('bad-reply, may have arrived');
  const switching = 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n';
  const other = await listening(
    net.createServer((socket) => socket.once('data', () => socket.write(switching))),
  );
  expect(await problemOf(`http://127.0.0.1:${other}/`)).toBe('bad-reply, may have arrived');
});

test('encryption that fails is told from a service that is away, and nothing was sent', async () => {
  const plain = await answering((_, reply) => void reply.end());
  expect(await problemOf(`https://127.0.0.1:${plain}/`)).toBe('refused');
});

test.each([
  ['a name that leads into the house, for a provider', 'https://box.home/', 'outside'],
  ['a name that leads outside and inside, for a provider', 'https://rebound.example/', 'outside'],
  ['an address inside the house, for a provider', 'https://192.168.1.1/', 'outside'],
  ['the metadata of a cloud', 'http://metadata.example/', 'anywhere'],
  ['the same in octal', 'http://0251.0376.0251.0376/', 'anywhere'],
  ['nobody', 'http://0.0.0.0/', 'anywhere'],
  ['everybody', 'http://224.0.0.1/', 'anywhere'],
  ['outside without encryption', 'http://203.0.113.9/', 'anywhere'],
  ['outside and inside without encryption', 'http://rebound.example/', 'anywhere'],
  ['the helper itself', 'http://127.0.0.1:8787/api/recorder', 'anywhere'],
  ['the helper itself by IPv6', 'http://[::1]:8787/', 'anywhere'],
  ['the helper itself by a mapped address', 'http://[::ffff:127.0.0.1]:8787/', 'anywhere'],
  ['this house through 6to4', 'https://[2002:7f00:1::1]/', 'anywhere'],
  ['this house through NAT64', 'https://[64:ff9b::127.0.0.1]/', 'anywhere'],
] as const)('nothing is sent to %s', async (_, url, reach) => {
  expect(await problemOf(url, reach)).toBe('forbidden-target');
});
