import { describe, expect, test } from 'vitest';
import { jsonReply, webReply } from '../../tests/support/scripted-device.ts';
import type { DeviceChange } from '../domain/control.ts';
import type { DeviceSession } from './adapter.ts';
import { braiinsControl } from './braiins-control.ts';
import {
  DeviceError,
  type DeviceHttpReply,
  type DeviceHttpRequest,
  type DeviceTransport,
} from './transport.ts';

const PASSWORD = 'barn door';

interface Behaviour {
  readonly answer?: (query: string) => DeviceHttpReply | undefined;
  readonly lit?: boolean;
}

/** A Braiins OS 22.08: reading is open to all, changing to whoever logged in; and what it was told to do. */
function miner({ answer = () => undefined, lit = false }: Behaviour = {}) {
  const told: { query: string; variables?: unknown }[] = [];
  let cookie: string | undefined;
  const http = async ({ path, headers, body = '{}' }: DeviceHttpRequest): Promise<DeviceHttpReply> => {
    if (path !== '/graphql') return webReply('', { status: 404 });
    const asked = JSON.parse(body) as { query: string; variables?: { password?: string } };
    if (asked.query.includes('login(')) {
      if (asked.variables?.password !== PASSWORD) return jsonReply({ data: { auth: { login: {} } } });
      cookie = `session_id=${told.length + 1}`;
      return {
        ...jsonReply({ data: { auth: { login: { void: null } } } }),
        headers: { 'set-cookie': cookie },
      };
    }
    if (asked.query.includes('lamp')) return jsonReply({ data: { bos: { faultLight: lit } } });
    if (!asked.query.startsWith('mutation')) return answer(asked.query) ?? jsonReply({ data: null });
    if (headers?.cookie !== cookie || cookie === undefined)
      return jsonReply({ data: null, errors: [{ message: 'Unauthorized' }] });
    told.push(asked);
    return answer(asked.query) ?? done(asked.query);
  };
  const none = () => Promise.reject(new DeviceError('unreachable', 'no such door'));
  const transport: DeviceTransport = { http, rpc: none, message: none };
  return { transport, told, expire: () => (cookie = 'session_id=other') };
}

function done(query: string): DeviceHttpReply {
  const [, part = '', name = ''] = /\{ (bos|bosminer) \{ (\w+)/.exec(query) ?? [];
  return jsonReply({ data: { [part]: { [name]: { void: null } } } });
}

const apply = (transport: DeviceTransport, change: DeviceChange, session: DeviceSession = {}) =>
  braiinsControl.apply(transport, change, {
    nowMs: () => 0,
    credentials: { password: PASSWORD },
    session,
    identity: { family: 'braiins', firmware: '2022-09-27-0-26ba61b9-22.08.1-plus', algorithm: 'sha256' },
    settings: { bounds: {} },
  });

test.each([
  ['restart', 'mutation { bos { reboot { ... on VoidResult { void } } } }'],
  ['pause', 'mutation { bosminer { stop { ... on VoidResult { void } } } }'],
  ['resume', 'mutation { bosminer { start { ... on VoidResult { void } } } }'],
] as const)('%s is told in its own words, once', async (kind, query) => {
  const { transport, told } = miner();
  await apply(transport, { kind });
  expect(told).toEqual([{ query }]);
});

test.each([true, false])('its lamp is asked for the other state than the present one (%j)', async (lit) => {
  const { transport, told } = miner({ lit });
  await apply(transport, { kind: 'identify' });
  expect(told).toMatchObject([{ variables: { enable: !lit } }]);
});

test('a login that holds no more is renewed, and the command is done once', async () => {
  const session: DeviceSession = {};
  const { transport, told, expire } = miner();
  await apply(transport, { kind: 'pause' }, session);
  expire();
  await apply(transport, { kind: 'resume' }, session);
  expect(told).toHaveLength(2);
});

describe('it is not done', () => {
  test('when the miner says why', async () => {
    const answer = () => jsonReply({ data: null, errors: [{ message: 'bosminer is not configured' }] });
    const { transport } = miner({ answer });
    await expect(apply(transport, { kind: 'resume' })).rejects.toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('bosminer is not configured'),
    });
  });

  test('for sure, when the miner says nothing of it', async () => {
    const { transport, told } = miner({ answer: () => jsonReply({ data: { bosminer: { stop: {} } } }) });
    await expect(apply(transport, { kind: 'pause' })).rejects.toMatchObject({ kind: 'unreadable-reply' });
    expect(told).toHaveLength(1);
  });
});

describe('how it is set', () => {
  const options = { nowMs: () => 0, credentials: { password: PASSWORD } };
  const state = (workSolver: unknown) => () =>
    jsonReply({ data: { bos: { uptime: { durationS: 900 } }, bosminer: { info: { workSolver } } } });

  test.each([
    [{ nominalMhs: 1 }, false],
    [null, true],
  ])('is told by whether anything solves work (%j)', async (workSolver, paused) => {
    const { transport } = miner({ answer: state(workSolver) });
    expect(await braiinsControl.settings(transport, options)).toEqual({ paused, uptimeS: 900, bounds: {} });
  });

  test('is kept from whoever has the wrong password, so that it is known before anything is sent', async () => {
    const { transport } = miner({ answer: state(null) });
    const wrong = { ...options, credentials: { password: 'not this one' } };
    const asked = braiinsControl.settings(transport, wrong);
    await expect(asked).rejects.toMatchObject({ kind: 'refused' });
    await expect(asked).rejects.not.toThrow('not this one');
  });
});
