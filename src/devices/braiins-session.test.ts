import { expect, test } from 'vitest';
import { jsonReply, webReply } from '../../tests/support/scripted-device.ts';
import type { DeviceSession } from './adapter.ts';
import { BraiinsSession } from './braiins-session.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from './transport.ts';

const CARD = [{ macaddr: '02:00:00:aa:bb:cc' }];
const REFUSED = jsonReply({ data: null, errors: [{ message: 'Unauthorized' }] });

/** GraphQL is open or wants a login; LuCI always does. Whoever logs in with `password` gets a new cookie. */
function miner({ password = '', open = true, luci = true } = {}) {
  const asked: string[] = [];
  let valid: string | undefined;
  const http = async ({ path, headers, body = '' }: DeviceHttpRequest) => {
    const inside = valid !== undefined && headers?.cookie === valid;
    if (body.includes('login(')) {
      asked.push('login');
      if (!body.includes(`"password":"${password}"`)) return jsonReply({ data: { auth: { login: {} } } });
      valid = `session_id=${asked.length}`;
      return { ...jsonReply({ data: {} }), headers: { 'set-cookie': valid } };
    }
    asked.push(path === '/graphql' ? 'query' : 'card');
    if (path === '/graphql') return open || inside ? jsonReply({ data: { bos: {} } }) : REFUSED;
    return luci && inside ? jsonReply(CARD) : webReply('<html>login</html>', { status: 403 });
  };
  const none = () => Promise.reject(new DeviceError('unreachable', 'no such door'));
  const transport: DeviceTransport = { http, rpc: none, message: none };
  return { transport, asked, expire: () => (valid = undefined) };
}

const nowMs = () => 0;

test('what is open needs no login', async () => {
  const { transport, asked } = miner();
  await expect(new BraiinsSession(transport, { nowMs }).query('query a { bos }')).resolves.toEqual({
    bos: {},
  });
  expect(asked).toEqual(['query']);
});

test('the cookie of a login opens the rest, and is kept for the next reading', async () => {
  const session: DeviceSession = {};
  const { transport, asked } = miner();
  await expect(new BraiinsSession(transport, { nowMs, session }).card()).resolves.toEqual(CARD);
  await expect(new BraiinsSession(transport, { nowMs, session }).card()).resolves.toEqual(CARD);
  expect(asked).toEqual(['card', 'login', 'card', 'card']);
});

test('a cookie that holds no more is renewed once', async () => {
  const session: DeviceSession = {};
  const { transport, asked, expire } = miner({ open: false });
  await new BraiinsSession(transport, { nowMs, session }).query('query a { bos }');
  expire();
  await expect(new BraiinsSession(transport, { nowMs, session }).query('query a { bos }')).resolves.toEqual({
    bos: {},
  });
  expect(asked).toEqual(['query', 'login', 'query', 'query', 'login', 'query']);
});

test('a wrong password is refused where a login is needed, and tried once a reading', async () => {
  const { transport, asked } = miner({ password: 'secret', open: false });
  const reading = new BraiinsSession(transport, { nowMs, credentials: { password: 'wrong' } });
  await expect(reading.query('query a { bos }')).rejects.toMatchObject({ kind: 'refused' });
  await expect(reading.query('query b { bos }')).rejects.toMatchObject({ kind: 'refused' });
  expect(asked.filter((each) => each === 'login')).toHaveLength(1);
});

test.each([
  ['a wrong password', { password: 'secret' }],
  ['a miner without LuCI', { luci: false }],
])('for the MAC alone %s is tried once, and not again at each reading', async (_, kind) => {
  const session: DeviceSession = {};
  const { transport, asked } = miner(kind);
  for (let reading = 0; reading < 3; reading += 1)
    await expect(new BraiinsSession(transport, { nowMs, session }).card()).resolves.toBeUndefined();
  expect(asked.filter((each) => each === 'login')).toHaveLength(1);
});
