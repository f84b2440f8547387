import { describe, expect, it } from 'vitest';
import { expectRecordedShape, type Json, recorded } from '../../../tests/support/recorded-shape.ts';
import { demoFleet } from '../fleets.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { answerRpc } from './answers.ts';

const START_MS = Date.UTC(2026, 5, 1);
const HOUR_MS = 3_600_000;

function twinNamed(name: string, difficulty = 512): MinerTwin {
  const found = demoFleet({ seed: 5, startMs: START_MS, difficulty }).find((twin) => twin.name === name);
  if (found === undefined) throw new Error(`no twin ${name}`);
  return found;
}

function rpc(twin: MinerTwin, command: string): Json {
  return JSON.parse(JSON.stringify(answerRpc(twin, command)));
}

describe('Avalon answers', () => {
  it.each(['version', 'summary', 'devs', 'pools', 'stats', 'litestats'])(
    'to %s have every field of a recorded Nano 3S, with its type',
    (command) => {
      const twin = twinNamed('Living Room Nano');
      twin.advanceTo(START_MS + HOUR_MS);
      expectRecordedShape(rpc(twin, command), recorded(`avalon/nano3s/${command}.rpc.json`));
    },
  );

  it('put the same keys in the same order into MM ID0', () => {
    const recording = recorded('avalon/nano3s/stats.rpc.json');
    if (recording === undefined) return;
    const keys = (reply: Json): string[] => {
      const [first] = reply.STATS as { 'MM ID0': string }[];
      return [...(first?.['MM ID0'] ?? '').matchAll(/(\w+)\[/g)].map(([, key]) => key ?? '');
    };
    expect(keys(rpc(twinNamed('Living Room Nano'), 'stats'))).toEqual(keys(recording));
  });

  it('wrap each of several commands in an array', () => {
    const reply = rpc(twinNamed('Living Room Nano'), 'summary+version');
    expect(Object.keys(reply)).toEqual(['summary', 'version', 'id']);
    expect(reply.summary).toHaveLength(1);
  });

  it('call an unknown command invalid', () => {
    const reply = rpc(twinNamed('Living Room Nano'), 'fly') as { STATUS: { STATUS: string; Code: number }[] };
    expect(reply.STATUS[0]).toMatchObject({ STATUS: 'E', Code: 14 });
  });
});

describe('Antminer answers', () => {
  it.each(['version', 'summary', 'devs', 'pools', 'stats'])(
    'to %s have every field of a recorded S19 Pro, with its type',
    (command) => {
      const twin = twinNamed('Garage S19j');
      twin.advanceTo(START_MS + HOUR_MS);
      expectRecordedShape(rpc(twin, command), recorded(`antminer-stock/s19-pro-rpc/${command}.rpc.json`));
    },
  );

  it('show three boards that add up to the whole, and mark a stalled chip', () => {
    const twin = twinNamed('Garage S19j');
    twin.addFault({ kind: 'chip-stalled', fromMs: START_MS, chip: 130 });
    twin.advanceTo(START_MS + HOUR_MS);
    const [, chains] = (rpc(twin, 'stats') as { STATS: Json[] }).STATS;
    const rates = [1, 2, 3].map((slot) => Number(chains?.[`chain_rate${slot}`]));
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(Number(chains?.['GHS 5s']), 0);
    expect(chains?.chain_acs1).not.toContain('x');
    expect(chains?.chain_acs2).toContain('x');
    expect(chains?.chain_rate4).toBe('');
  });
});
