import { expect, test, vi } from 'vitest';
import { jsonReply } from '../../tests/support/scripted-device.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from '../devices/transport.ts';
import type { Miner } from '../domain/miner.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { createControlService } from './control-service.ts';
import { DeviceAccess } from './device-access.ts';

/** Changing a miner through the worker, over the real store of a browser. */

const MINER: Miner = {
  id: 'aabbccddee01',
  identity: { family: 'axeos', mac: 'AA:BB:CC:DD:EE:01', algorithm: 'sha256', firmware: 'v2.14.0' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen',
  addedAtMs: 0,
  control: 'by-hand',
};

/** An AxeOS that does as it is told, unless a test says otherwise, and what was written to it. */
function axeos() {
  const info: Record<string, unknown> = {
    ASICModel: 'BM1370',
    version: 'v2.14.0',
    macAddr: 'AA:BB:CC:DD:EE:01',
    hashRate: 1_200,
    frequency: 500,
    coreVoltage: 1_150,
    uptimeSeconds: 9_000,
  };
  const written: unknown[] = [];
  const how = { beforeWrite: async () => {} };
  const nowhere = () => Promise.reject(new DeviceError('unreachable', 'nobody answers'));
  const transport: DeviceTransport = {
    async http({ method = 'GET', path, body = '{}' }: DeviceHttpRequest) {
      if (method === 'GET')
        return path === '/api/system/asic'
          ? jsonReply({ frequencyOptions: [400, 600], voltageOptions: [1_000, 1_250] })
          : jsonReply(info);
      await how.beforeWrite();
      written.push(JSON.parse(body));
      Object.assign(info, JSON.parse(body));
      return jsonReply({});
    },
    rpc: nowhere,
    message: nowhere,
  };
  return { info, written, how, transport };
}

async function house(locks: LockManager | undefined) {
  const entities = await openEntities(`control-${crypto.randomUUID()}`);
  const telemetry = await openTelemetry(`control-${crypto.randomUUID()}`);
  await entities.putMiners([MINER]);
  const device = axeos();
  /** Another tab: the same store, a worker of its own. */
  const tab = () => {
    const access = new DeviceAccess(entities);
    const service = createControlService({
      nowMs: Date.now,
      entities,
      telemetry,
      access,
      transportTo: () => device.transport,
      limitsOf: async () => ({}),
      locks,
      storeChanged: async () => {},
    });
    return { service, access };
  };
  return { entities, device, tab };
}

const clock = (frequencyMhz: number) => ({ kind: 'tuning', frequencyMhz }) as const;

test('two tabs that change one miner at once do so one after the other', async () => {
  const { device, tab } = await house(navigator.locks);
  let inside = 0;
  device.how.beforeWrite = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    inside -= 1;
  };
  const records = await Promise.all([
    tab().service.changeMiner(MINER.id, clock(525)),
    tab().service.changeMiner(MINER.id, clock(550)),
  ]);
  expect(records.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(records[1]?.differences).toMatchObject([{ before: 525, wanted: 550 }]);
}, 60_000);

test('a consent that was taken back while a change waited for its turn holds for it', async () => {
  const { device, tab } = await house(navigator.locks);
  const { service } = tab();
  let enter: () => void = () => {};
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  let go: () => void = () => {};
  device.how.beforeWrite = () =>
    new Promise((resolve) => {
      enter();
      go = resolve;
    });
  const first = service.changeMiner(MINER.id, clock(525));
  await entered;
  const second = tab().service.changeMiner(MINER.id, clock(550));
  await service.allowControl(MINER.id, false);
  go();
  expect(await first).toMatchObject({ outcome: 'done' });
  expect(await second).toMatchObject({ outcome: 'refused', reason: { code: 'watch-only' } });
  expect(device.written).toEqual([{ frequency: 525 }]);
}, 60_000);

test('a tab that is closed in the middle leaves what it sent among the changes, with its way back', async () => {
  const { device, tab } = await house(undefined);
  const { service } = tab();
  // The answer never comes, and nobody is there any more to wait for it.
  device.how.beforeWrite = () => new Promise(() => {});
  void service.changeMiner(MINER.id, clock(525));
  await vi.waitFor(async () => expect(await service.changesOf(MINER.id)).toHaveLength(1));
  expect(await service.changesOf(MINER.id)).toMatchObject([
    {
      outcome: 'unconfirmed',
      reason: { code: 'not-followed' },
      differences: [{ before: 500, wanted: 525 }],
      undo: clock(500),
    },
  ]);
});

test.each([
  ['with the locks of a browser', navigator.locks],
  ['on an insecure page', undefined],
])(
  '%s, a change is under way for whoever looks, until it has been read back',
  async (_, locks) => {
    const { device, tab } = await house(locks);
    const { service } = tab();
    const looking = locks ? tab().service : service;
    let go: () => void = () => {};
    device.how.beforeWrite = () =>
      new Promise((resolve) => {
        go = resolve;
      });
    const changed = service.changeMiner(MINER.id, clock(525));
    await vi.waitFor(async () =>
      expect(await looking.changesOf(MINER.id)).toMatchObject([{ isUnderWay: true, change: clock(525) }]),
    );
    go();
    await changed;
    const [ended] = await looking.changesOf(MINER.id);
    expect(ended).toMatchObject({ outcome: 'done' });
    expect(ended).not.toHaveProperty('isUnderWay');
  },
  30_000,
);

test('an undo after its owner set the miner otherwise is refused with what it is set to', async () => {
  const { device, tab } = await house(navigator.locks);
  const { service } = tab();
  const made = await service.changeMiner(MINER.id, clock(525));
  device.info.frequency = 575;
  expect(await service.undoChange(made.id)).toMatchObject({
    outcome: 'refused',
    reason: { code: 'changed-since', detail: 'now 575 MHz' },
  });
  expect(device.written).toEqual([{ frequency: 525 }]);
}, 60_000);

test('two tabs that undo one change at once undo it once', async () => {
  const { device, tab } = await house(navigator.locks);
  const made = await tab().service.changeMiner(MINER.id, clock(525));
  const undone = await Promise.all([tab().service.undoChange(made.id), tab().service.undoChange(made.id)]);
  expect(undone.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
  expect(device.written).toEqual([{ frequency: 525 }, { frequency: 500 }]);
}, 60_000);

test('a password given in one tab is known in the other, which may be the one that asks the devices', async () => {
  const { tab } = await house(undefined);
  const [one, other] = [tab(), tab()];
  expect((await other.access.to(MINER.id)).credentials).toBeUndefined();
  await one.service.saveCredentials(MINER.id, { password: 'a new one' });
  await vi.waitFor(async () =>
    expect((await other.access.to(MINER.id)).credentials).toEqual({ password: 'a new one' }),
  );
  await one.service.saveCredentials(MINER.id, undefined);
  await vi.waitFor(async () => expect((await other.access.to(MINER.id)).credentials).toBeUndefined());
  one.access.close();
  other.access.close();
});

test('a change mutes its miner until it has settled, and leaves a longer mute of the owner', async () => {
  const { entities, tab } = await house(navigator.locks);
  const muteOf = async () => (await entities.miners()).find(({ id }) => id === MINER.id)?.mute;
  const before = Date.now();
  expect(await tab().service.changeMiner(MINER.id, clock(525))).toMatchObject({ outcome: 'done' });
  const mute = await muteOf();
  expect(mute?.by).toBe('change');
  // A setting has settled after 20 s: see settle-time.ts.
  expect(mute?.untilMs).toBeGreaterThanOrEqual(before + 20_000);
  expect(mute?.untilMs).toBeLessThanOrEqual(Date.now() + 20_000);
  const own = { untilMs: Date.now() + 3_600_000, by: 'owner' } as const;
  await entities.changeMiners([MINER.id], (miner) => ({ ...miner, mute: own }));
  await tab().service.changeMiner(MINER.id, clock(550));
  expect(await muteOf()).toEqual(own);
}, 60_000);

test('a change that is refused mutes nobody', async () => {
  const { entities, tab } = await house(navigator.locks);
  await tab().service.allowControl(MINER.id, false);
  expect(await tab().service.changeMiner(MINER.id, clock(525))).toMatchObject({ outcome: 'refused' });
  expect((await entities.miners())[0]?.mute).toBeUndefined();
});
