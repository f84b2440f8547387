import { describe, expect, it } from 'vitest';
import { expectRecordedShape, type Json, recorded } from '../../../tests/support/recorded-shape.ts';
import { luxos } from '../../devices/luxos.ts';
import type { DeviceTransport } from '../../devices/transport.ts';
import { whatsminer } from '../../devices/whatsminer.ts';
import { sealed, type WhatsminerChallenge, whatsminerToken } from '../../domain/whatsminer-crypto.ts';
import { FLEETS } from '../fleets.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { answerMessage, answerRpc } from './answers.ts';

const START_MS = Date.UTC(2026, 5, 1);
const HOUR_MS = 3_600_000;

function twinNamed(name: string): MinerTwin {
  const found = FLEETS.firmwares({ seed: 5, startMs: START_MS }).find((twin) => twin.name === name);
  if (found === undefined) throw new Error(`no twin ${name}`);
  found.advanceTo(START_MS + HOUR_MS);
  return found;
}

function rpc(twin: MinerTwin, command: string, parameter?: string): Json {
  return JSON.parse(JSON.stringify(answerRpc(twin, command, parameter)));
}

function transportTo(twin: MinerTwin): DeviceTransport {
  return {
    http: () => Promise.reject(new Error('it has no web side')),
    rpc: async (command, { parameter } = {}) => rpc(twin, command, parameter),
    message: async ({ body }) => answerMessage(twin, body),
  };
}

const nowMs = () => START_MS + HOUR_MS;

describe('a simulated LuxOS', () => {
  it.each(['version', 'summary', 'stats', 'devs', 'temps', 'fans', 'power', 'config', 'pools', 'profiles'])(
    'answers %s with every field of a recorded S19k Pro, with its type',
    (command) => {
      expectRecordedShape(
        rpc(twinNamed('LuxOS S19j'), command),
        recorded(`luxos/s19k-pro-2025.4.8/${command}.rpc.json`),
      );
    },
  );

  it('is read without anything odd, board by board', async () => {
    const twin = twinNamed('LuxOS S19j');
    const { identity, reading } = await luxos.read(transportTo(twin), { nowMs });
    expect(reading.oddities).toEqual([]);
    expect(identity).toMatchObject({ family: 'luxos', mac: twin.options.mac, hostname: 'luxos-s19j' });
    expect(reading).toMatchObject({ mining: true, paused: false, workMode: 'default', faults: [] });
    expect(reading.hashrateHs).toBeCloseTo(twin.measured.hashrateHs, -9);
    expect(reading.boards?.map(({ chips }) => chips)).toEqual([126, 126, 126]);
  });

  it('tells of a chip that stalls', async () => {
    const twin = twinNamed('LuxOS S19j');
    twin.addFault({ kind: 'chip-stalled', chip: 130, fromMs: START_MS });
    twin.advanceTo(START_MS + 2 * HOUR_MS);
    const { reading } = await luxos.read(transportTo(twin), { nowMs });
    expect(reading.faults).toEqual([{ message: 'hash board 1: 1 of 126 chips are not healthy' }]);
  });

  it('has one session at a time, which ends when nobody uses it for a minute', () => {
    const twin = twinNamed('LuxOS S19j');
    const code = (command: string, parameter?: string) =>
      (rpc(twin, command, parameter).STATUS as Json[])[0]?.Code;
    expect(code('logon')).toBe(316);
    expect(code('logon')).toBe(402);
    expect(code('curtail', 'guess,sleep')).toBe(403);
    twin.advanceTo(START_MS + HOUR_MS + 61_000);
    expect(code('logon')).toBe(316);
  });

  it('draws less and hashes less under a lower profile', () => {
    const twin = twinNamed('LuxOS S19j');
    const before = { ...twin.measured };
    const [session] = rpc(twin, 'logon').SESSION as Json[];
    rpc(twin, 'profileset', `${String(session?.SessionID)},425MHz`);
    twin.advanceTo(START_MS + 2 * HOUR_MS);
    expect(twin.measured.mean10mHs / before.mean10mHs).toBeCloseTo(425 / 525, 1);
    expect(twin.measured.inputW).toBeLessThan(0.8 * before.inputW);
  });
});

describe('a simulated WhatsMiner', () => {
  it.each([
    'summary',
    'devs',
    'pools',
    'status',
    'get_version',
    'get_miner_info',
    'get_psu',
    'get_error_code',
  ])('answers %s with every field of a recorded one, with its type', (command) => {
    expectRecordedShape(
      rpc(twinNamed('Shed M30S'), command),
      recorded(`whatsminer/v2-20230803/${command}.rpc.json`),
    );
  });

  it('is read without anything odd, board by board', async () => {
    const twin = twinNamed('Shed M30S');
    const { identity, reading } = await whatsminer.read(transportTo(twin), { nowMs });
    expect(reading.oddities).toEqual([]);
    expect(identity).toMatchObject({
      family: 'whatsminer',
      mac: twin.options.mac,
      model: 'M30S++_VH30',
      firmware: '20230803.11.REL',
    });
    expect(reading).toMatchObject({ mining: true, paused: false, workMode: 'Normal', powerLimitW: 3_400 });
    expect(reading.boards?.map(({ chips }) => chips)).toEqual([111, 111, 111]);
    expect(reading.hashrateHs).toBeGreaterThan(100e12);
    expect(reading.powerW).toBeGreaterThan(3_000);
    expect(reading.powerW).toBeLessThan(3_700);
  });

  it('draws less and hashes less in its low mode, which only its owner can set', () => {
    const twin = twinNamed('Shed M30S');
    const before = { ...twin.measured };
    const token = whatsminerToken('admin', rpc(twin, 'get_token').Msg as WhatsminerChallenge);
    const command = (cmd: string, sign: string) =>
      answerMessage(twin, { enc: 1, data: sealed({ cmd, token: sign }, token.key) });
    expect(command('set_low_power', 'a guess')).toMatchObject({ STATUS: 'E', Code: 135 });
    expect(answerMessage(twin, { enc: 1, data: sealed({ cmd: 'set_low_power' }, 'a guess') })).toMatchObject({
      STATUS: 'E',
      Msg: 'enc json load err',
    });
    expect(command('set_low_power', token.sign)).toHaveProperty('enc');
    twin.advanceTo(START_MS + 2 * HOUR_MS);
    expect(twin.measured.inputW / before.inputW).toBeCloseTo(0.8, 1);
    expect(twin.measured.mean10mHs).toBeLessThan(0.95 * before.mean10mHs);
  });
});
