import { describe, expect, test } from 'vitest';
import type { DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import { avalonControl } from './avalon-control.ts';
import type { DeviceTransport } from './transport.ts';

const identity: MinerIdentity = { family: 'avalon', model: 'Avalon Q', algorithm: 'sha256' };
const WHEN = 1_763_000_000;
const settings: DeviceSettings = { bounds: { presets: ['Eco', 'Standard', 'Super'] } };
const nowhere = () => Promise.reject(new Error('no such door'));

function avalon(packed: string, answer = 'ASC 0 set OK', letter = 'S') {
  const asked: string[] = [];
  const replies: Readonly<Record<string, unknown>> = {
    version: { STATUS: [{ STATUS: 'S', When: WHEN }], VERSION: [{ PROD: 'Avalon Q' }] },
    stats: { STATUS: [{ STATUS: 'S' }], STATS: [{ 'MM ID0:Summary': packed }] },
    ascset: { STATUS: [{ STATUS: letter, Msg: answer }] },
  };
  const transport: DeviceTransport = {
    http: nowhere,
    message: nowhere,
    async rpc(command, { parameter } = {}) {
      asked.push(parameter === undefined ? command : `${command} ${parameter}`);
      return replies[command];
    },
  };
  return { asked, transport };
}

describe('an Avalon for the home', () => {
  test('is switched off and on at a moment of its own clock', async () => {
    for (const [kind, verb] of [
      ['pause', 'softoff'],
      ['resume', 'softon'],
    ] as const) {
      const { asked, transport } = avalon('');
      await avalonControl.apply(transport, { kind }, { nowMs: () => 0, identity, settings });
      expect(asked).toEqual(['version', `ascset 0,${verb},1:${WHEN + 5}`]);
    }
  });

  test.each<[DeviceChange, string]>([
    [{ kind: 'preset', preset: 'Super' }, 'ascset 0,workmode,set,2'],
    [{ kind: 'restart' }, 'ascset 0,reboot,0'],
  ])('is asked for %j by its own command', async (change, command) => {
    const { asked, transport } = avalon('');
    await avalonControl.apply(transport, change, { nowMs: () => 0, identity, settings });
    expect(asked).toEqual([command]);
  });

  test('refuses in its own words', async () => {
    const { transport } = avalon('', 'ASC 0 set failed: parameter invalid', 'E');
    const change: DeviceChange = { kind: 'preset', preset: 'Eco' };
    await expect(
      avalonControl.apply(transport, change, { nowMs: () => 0, identity, settings }),
    ).rejects.toMatchObject({ kind: 'refused', detail: expect.stringContaining('parameter invalid') });
  });

  test('tells its mode by name, and whether it was switched off', async () => {
    const { transport } = avalon('Ver[Q] WORKMODE[1] SoftOFF[4] Elapsed[77]');
    await expect(avalonControl.settings(transport, { nowMs: () => 0 })).resolves.toMatchObject({
      paused: true,
      preset: 'Standard',
      uptimeS: 77,
      bounds: { presets: ['Eco', 'Standard', 'Super'] },
    });
  });

  test('has the modes of its model; a rack machine is only watched', () => {
    const offers = (model: string) => avalonControl.offers({ ...identity, model });
    for (const model of ['Avalon Q', 'AvalonNano3s', 'Avalon Mini 3'])
      expect(offers(model)).toContain('preset');
    for (const model of ['AvalonMiner 1246', 'AvalonMiner 15-194']) expect(offers(model)).toEqual([]);
  });
});
