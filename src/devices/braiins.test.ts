import { describe, expect, test } from 'vitest';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import { braiins } from './braiins.ts';
import { braiinsMake } from './braiins-make.ts';

const AT_MS = Date.parse('2026-04-17T17:00:00Z');

const SYSTEM = {
  bos: { hostname: 'shed' },
  bosminer: { info: { workSolver: { realHashrate: { mhs5S: 128_000_000 } } } },
};
const BOARDS = { bosminer: { info: { workSolver: { childSolvers: [{ name: '1' }, { name: '2' }] } } } };

test.each([
  ['Antminer S19 XP', 'Antminer'],
  ['Bitmain Antminer S9', 'Antminer'],
  ['S19J PRO', 'Antminer'],
  ['Braiins Mini Miner BMM 101', 'Braiins'],
  ['BMM 101', 'Braiins'],
  ['Whatsminer M50', 'Whatsminer'],
  [undefined, 'Antminer'],
])('a %s is made by %s', (model, make) => {
  expect(braiinsMake(model)).toBe(make);
});

describe('which API a miner has', () => {
  const nowMs = () => AT_MS;
  const notThere = webReply('', { status: 404 });
  const closed = webReply('', { status: 401 });
  const rest = {
    '/api/v1/version': jsonReply({ major: 1, minor: 3, patch: 0 }),
    '/api/v1/miner/details': jsonReply({ hostname: 'shed', status: 2 }),
    '/api/v1/miner/stats': jsonReply({
      miner_stats: { real_hashrate: { last_5s: { gigahash_per_second: 248_000 } } },
    }),
    '/api/v1/miner/hw/hashboards': jsonReply({ hashboards: [] }),
    '/api/v1/cooling/state': jsonReply({ fans: [] }),
    '/api/v1/pools': jsonReply([]),
    '/api/v1/performance/tuner-state': notThere,
    '/api/v1/miner/errors': notThere,
  };

  test('its version tells', async () => {
    const device = scriptedDevice({ web: rest });
    await expect(braiins.read(device, { nowMs })).resolves.toMatchObject({ reading: { hashrateHs: 248e12 } });
    expect(device.asked).not.toContain('POST /graphql');
  });

  test('and else that GraphQL answers, though some of its queries fail', async () => {
    const http = ({ path, body }: { path: string; body?: string }) => {
      const name = /query (\w+)/.exec(body ?? '')?.[1];
      if (path !== '/graphql') return Promise.resolve(notThere);
      const data = name === 'system' ? SYSTEM : name === 'boards' ? BOARDS : null;
      const errors = data === null ? [{ message: `Unknown field "${name}"` }] : undefined;
      return Promise.resolve(jsonReply({ data, errors }));
    };
    const device = { ...scriptedDevice({}), http };
    await expect(braiins.read(device, { nowMs })).resolves.toMatchObject({
      identity: { hostname: 'shed', make: 'Antminer', model: undefined },
      reading: { hashrateHs: 128e12, boards: [{ id: 1 }, { id: 2 }], pools: [], faults: [] },
    });
  });

  test('behind an unknown password it is read over cgminer’s commands, and says that there is more', async () => {
    const locked = Object.fromEntries(Object.keys(rest).map((path) => [path, closed]));
    const web = {
      ...locked,
      '/api/v1/version': rest['/api/v1/version'],
      '/api/v1/auth/login': closed,
      '/cgi-bin/get_system_info.cgi': notThere,
    };
    const summary = {
      STATUS: [{ STATUS: 'S' }],
      SUMMARY: [{ 'MHS 5s': 128e6, 'MHS av': 127e6, Elapsed: 60, Accepted: 3 }],
    };
    const api = { version: {}, stats: {}, pools: {}, devs: {}, summary };
    await expect(braiins.read(scriptedDevice({ web, api }), { nowMs })).resolves.toMatchObject({
      identity: { family: 'braiins' },
      reading: { hashrateHs: 128e12, oddities: [{ field: 'login' }] },
    });
    await expect(braiins.read(scriptedDevice({ web }), { nowMs })).rejects.toMatchObject({ kind: 'refused' });
  });
});
