import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChangeOutcome, DeviceChange } from '../../src/domain/control.ts';
import { type How, openControlHouse } from './control-house.ts';

/** Whatever is asked of the five firmwares, and however it goes wrong: all of them at once, each over its own sockets. */

const house = openControlHouse('firmwares');

interface Firmware {
  readonly name: string;
  /** Its way to less heat: power, profile or fan. */
  readonly calmer: DeviceChange;
  /** LuxOS has no password, and its pools are not changed. */
  readonly without?: readonly ('pools' | 'password')[];
}

const FIRMWARES: readonly Firmware[] = [
  { name: 'Stock S19j', calmer: { kind: 'fan', fanPercent: 80 } },
  { name: 'VNish S19j', calmer: { kind: 'preset', preset: '1900' } },
  { name: 'Braiins S19j', calmer: { kind: 'power-limit', powerLimitW: 1_800 } },
  { name: 'LuxOS S19j', calmer: { kind: 'preset', preset: '425MHz' }, without: ['pools', 'password'] },
  { name: 'Shed M30S', calmer: { kind: 'preset', preset: 'Low' } },
];

const POOLS: DeviceChange = {
  kind: 'pools',
  pools: [{ url: 'stratum+tcp://pool.example:3333', user: 'home.barn', password: 'pool secret' }],
};

type Wish = 'restart' | 'pause' | 'resume' | 'calmer' | 'pools';
const WISHES: readonly Wish[] = ['restart', 'pause', 'resume', 'calmer', 'pools'];

function changeFor(firmware: Firmware, wish: Wish): DeviceChange {
  if (wish === 'calmer') return firmware.calmer;
  return wish === 'pools' ? POOLS : { kind: wish };
}

const settingsOf = (name: string) => house.minerNamed(name).twin.settings;
let before: ReadonlyMap<string, object>;
beforeEach(() => {
  before = new Map(FIRMWARES.map(({ name }) => [name, structuredClone(settingsOf(name))]));
});
afterEach(() => {
  for (const { name } of FIRMWARES) Object.assign(settingsOf(name), before.get(name));
});

/** Asks all that know it for one thing, and tells what became of it by the name of the miner. */
async function outcomes(wish: Wish, how: How, meant: readonly Firmware[]): Promise<Record<string, unknown>> {
  const told = meant
    .filter(({ without }) => wish !== 'pools' || !without?.includes('pools'))
    .map(async (firmware): Promise<[string, unknown]> => {
      if (wish === 'resume') settingsOf(firmware.name).paused = true;
      const record = await house.changed(firmware.name, changeFor(firmware, wish), how);
      expect(JSON.stringify(record)).not.toMatch(/pool secret|not the password/);
      return [firmware.name, record.outcome];
    });
  return Object.fromEntries(await Promise.all(told));
}

function all(wish: Wish, outcome: ChangeOutcome, meant = FIRMWARES): Record<string, unknown> {
  const who = meant.filter(({ without }) => wish !== 'pools' || !without?.includes('pools'));
  return Object.fromEntries(who.map(({ name }) => [name, outcome]));
}

describe.each(WISHES)('%s', (wish) => {
  test('is done, and read back', async () => {
    expect(await outcomes(wish, {}, FIRMWARES)).toEqual(all(wish, 'done'));
  }, 90_000);

  test('that is accepted and not applied is found out', async () => {
    expect(await outcomes(wish, { fault: 'writes-ignored' }, FIRMWARES)).toEqual(all(wish, 'not-applied'));
  }, 90_000);

  test('whose answer is lost is looked for, and not sent again', async () => {
    expect(await outcomes(wish, { fault: 'writes-unanswered' }, FIRMWARES)).toEqual(all(wish, 'done'));
  }, 90_000);

  test('is looked for until the miner is back when it is lost between the command and the look', async () => {
    const how: How = { afterwards: { kind: 'router-down', forS: 12 } };
    expect(await outcomes(wish, how, FIRMWARES)).toEqual(all(wish, 'done'));
  }, 90_000);

  test('survives a start in the middle', async () => {
    expect(await outcomes(wish, { fault: 'reboot-on-write' }, FIRMWARES)).toEqual(all(wish, 'done'));
  }, 90_000);

  test('is not done for whoever has the wrong password, and the miner stays as it is', async () => {
    const locked = FIRMWARES.filter(({ without }) => !without?.includes('password'));
    const how: How = { credentials: { username: 'root', password: 'not the password' } };
    const uptimes = locked.map(({ name }) => house.minerNamed(name).twin.uptimeS);
    expect(await outcomes(wish, how, locked)).toEqual(all(wish, 'failed', locked));
    for (const [place, { name }] of locked.entries()) {
      expect(settingsOf(name)).toEqual({
        ...before.get(name),
        ...(wish === 'resume' ? { paused: true } : {}),
      });
      expect(house.minerNamed(name).twin.uptimeS).toBeGreaterThanOrEqual(uptimes[place] ?? 0);
    }
  }, 90_000);
});
