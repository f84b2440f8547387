import { expect, test, vi } from 'vitest';
import { jsonReply } from '../../tests/support/scripted-device.ts';
import { DeviceError, type DeviceHttpRequest, type DeviceTransport } from '../devices/transport.ts';
import type { Alert } from '../domain/alert.ts';
import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import type { Miner } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { createControlService } from './control-service.ts';
import { DeviceAccess } from './device-access.ts';
import { RecoveryService } from './recovery-service.ts';

/** Restarting a miner by itself, over the real store of a browser and the path that all changes take. */

const MINER: Miner = {
  id: 'aabbccddee01',
  identity: { family: 'axeos', mac: 'AA:BB:CC:DD:EE:01', algorithm: 'sha256', firmware: 'v2.14.0' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen',
  addedAtMs: 0,
  control: 'by-hand',
  recovery: 'restart',
};
const MINUTE = 60_000;

/** An AxeOS that begins anew when it is told to, and how often it was. */
function axeos(nowMs: () => number) {
  const info = {
    ASICModel: 'BM1370',
    version: 'v2.14.0',
    macAddr: 'AA:BB:CC:DD:EE:01',
    hashRate: 1_200,
    frequency: 500,
    coreVoltage: 1_150,
  };
  let upSinceMs = nowMs() - 9_000_000;
  const seen = { restarts: 0 };
  const how = { onRestart: async () => {}, onRead: async () => {} };
  const nowhere = () => Promise.reject(new DeviceError('unreachable', 'nobody answers'));
  const transport: DeviceTransport = {
    async http({ method = 'GET', path }: DeviceHttpRequest) {
      if (method === 'GET') {
        await how.onRead();
        const uptimeSeconds = Math.round((nowMs() - upSinceMs) / 1_000);
        return jsonReply(path === '/api/system/asic' ? {} : { ...info, uptimeSeconds });
      }
      seen.restarts += 1;
      await how.onRestart();
      upSinceMs = nowMs();
      return jsonReply({});
    },
    rpc: nowhere,
    message: nowhere,
  };
  return { seen, how, transport };
}

async function house({ locks }: { readonly locks: LockManager | undefined } = { locks: navigator.locks }) {
  const entities = await openEntities(`recovery-${crypto.randomUUID()}`);
  const telemetry = await openTelemetry(`recovery-${crypto.randomUUID()}`);
  await entities.putMiners([MINER]);
  const clock = { aheadMs: 0 };
  const nowMs = () => Date.now() + clock.aheadMs;
  const device = axeos(nowMs);
  const flatline = (): Alert => ({
    id: 'dead',
    kind: 'silent-death',
    minerIds: [MINER.id],
    severity: 'act',
    openedAtMs: nowMs() - 5 * MINUTE,
    confidence: 0.9999,
    evidence: { sinceMs: nowMs() - 9 * MINUTE, frozenPolls: 12 },
  });
  const more: { alerts: readonly Alert[]; leading: boolean; lastShareAtMs?: number } = {
    alerts: [flatline()],
    leading: true,
  };
  const reading = (): Reading => {
    const none = { boards: [], fans: [], pools: [], shares: {}, faults: [], oddities: [] };
    return { atMs: nowMs(), hashrateHs: 1e12, ...none };
  };
  const minerView = (): MinerView => ({
    miner: MINER,
    state: 'offline',
    reading: reading(),
    answeredAtMs: nowMs(),
    spark: new Float64Array(60),
    feed: 'poll',
    lastShareAtMs: more.lastShareAtMs,
  });
  const view = (): FleetView => ({
    fleet: 'real',
    atMs: nowMs(),
    leading: more.leading,
    miners: [minerView()],
    alerts: more.alerts,
    settings: DEFAULT_SETTINGS,
  });
  const unanswered: boolean[] = [];
  const onUnanswered = (_: string, is: boolean) => void unanswered.push(is);
  /** Another tab: the same store, workers of its own. */
  const tab = () => {
    const control = createControlService({
      nowMs,
      entities,
      telemetry,
      access: new DeviceAccess(entities),
      transportTo: () => device.transport,
      limitsOf: async () => ({}),
      locks,
      storeChanged: async () => {},
    });
    return {
      control,
      recovery: new RecoveryService({ nowMs, view, entities, telemetry, control, onUnanswered }),
    };
  };
  /** Looks for as long as a flatline must have stood under the eyes of these tabs, as time goes. */
  const watch = async (...services: readonly RecoveryService[]) => {
    for (let look = 0; look < 5; look += 1) {
      await Promise.all(services.map((service) => service.look()));
      clock.aheadMs += 30 * 1_000;
    }
  };
  return { entities, telemetry, nowMs, device, clock, more, unanswered, tab, watch };
}

test('a dead miner is restarted once, read back, and told of as done by itself', async () => {
  const { device, entities, tab, watch } = await house();
  const { recovery } = tab();
  await watch(recovery);
  await watch(recovery);
  expect(device.seen.restarts).toBe(1);
  expect(await entities.changesOf(MINER.id, 10)).toMatchObject([
    { by: 'recovery', change: { kind: 'restart' }, outcome: 'done' },
  ]);
  // On charts and in the timeline as what Davylamp did, once.
  expect(await entities.eventsBetween(0, Number.MAX_SAFE_INTEGER)).toMatchObject([
    { minerId: MINER.id, kind: 'restarted-by-itself' },
  ]);
}, 60_000);

test('a miner whose supply sank for a moment before it fell is left alone: a restart would hide that', async () => {
  const { device, telemetry, nowMs, tab, watch } = await house();
  const none = { boards: [], fans: [], pools: [], shares: {}, faults: [], oddities: [] };
  const told = [5.05, 5.04, 4.58, 5.05].map((voltageInV, at) =>
    telemetryRow(MINER.id, { atMs: nowMs() - 30 * MINUTE + at * 15_000, voltageInV, ...none }),
  );
  await telemetry.append(told);
  await watch(tab().recovery);
  expect(device.seen.restarts).toBe(0);
}, 60_000);

test('two tabs that both take themselves for the leader restart it once', async () => {
  const { device, tab, watch } = await house();
  await watch(tab().recovery, tab().recovery);
  expect(device.seen.restarts).toBe(1);
}, 60_000);

test('a tab that is closed in the middle has counted its attempt: the next one leaves the miner alone', async () => {
  const { device, entities, clock, unanswered, tab, watch } = await house();
  // The answer never comes, and nobody is there any more to wait for it.
  device.how.onRestart = () => new Promise(() => {});
  const closed = watch(tab().recovery).catch(() => 'closed');
  await vi.waitFor(() => expect(device.seen.restarts).toBe(1), { timeout: 20_000 });
  // With a tab its locks go.
  await navigator.locks.request(`davylamp-change-${MINER.id}`, { steal: true }, async () => {});
  expect(await closed).toBe('closed');
  expect(await entities.changesOf(MINER.id, 10)).toMatchObject([
    { by: 'recovery', outcome: 'unconfirmed', reason: { code: 'not-followed' } },
  ]);
  await watch(tab().recovery);
  // Nobody knows whether it was done: it is not sent again, however long it takes.
  for (const minutes of [20, 60, 600, 3_000]) {
    clock.aheadMs = minutes * MINUTE;
    await watch(tab().recovery);
  }
  expect(device.seen.restarts).toBe(1);
  // Its owner is told so, and was not before it was sent.
  expect([unanswered[0], unanswered.at(-1)]).toEqual([false, true]);
}, 60_000);

test('a miner that stays dead is restarted three times and not a fourth, also when the clock leaps', async () => {
  const { device, clock, tab, watch } = await house();
  const { recovery } = tab();
  for (const hours of [0, 3, 6, 9, 40, 9_000, 1]) {
    clock.aheadMs = hours * 60 * MINUTE;
    await watch(recovery);
  }
  expect(device.seen.restarts).toBe(3);
}, 60_000);

test('nothing is sent by a tab that follows, or after the consent was taken back', async () => {
  const { device, more, tab, watch } = await house();
  const { control, recovery } = tab();
  more.leading = false;
  await watch(recovery);
  more.leading = true;
  // The view still tells the old consent: what is stored decides.
  await control.allowRecovery(MINER.id, false);
  await watch(recovery);
  await control.allowRecovery(MINER.id, true);
  await control.allowControl(MINER.id, false);
  await control.allowControl(MINER.id, true);
  await watch(recovery);
  expect(device.seen.restarts).toBe(0);
}, 60_000);

test('a miner that another browser has restarted three times today is left alone', async () => {
  const { device, entities, clock, tab, watch } = await house();
  const atMs = Date.now() - 5 * 60 * MINUTE;
  await entities.addEvents(
    ['a', 'b', 'c'].map((id) => ({ id, minerId: MINER.id, atMs, kind: 'restarted' as const })),
  );
  await watch(tab().recovery);
  expect(device.seen.restarts).toBe(0);
  clock.aheadMs = 20 * 60 * MINUTE;
  await watch(tab().recovery);
  expect(device.seen.restarts).toBe(1);
}, 60_000);

test('where the browser has no locks nothing is sent', async () => {
  const { device, tab, watch } = await house({ locks: undefined });
  await watch(tab().recovery, tab().recovery);
  expect(device.seen.restarts).toBe(0);
}, 60_000);

test('a share that comes after it is noted with it', async () => {
  const { entities, clock, more, unanswered, tab, watch } = await house();
  const { recovery } = tab();
  await watch(recovery);
  more.alerts = [];
  clock.aheadMs = 13 * MINUTE;
  more.lastShareAtMs = Date.now() + 12 * MINUTE;
  await recovery.look();
  expect(await entities.changesOf(MINER.id, 10)).toMatchObject([{ sharesAgainAtMs: more.lastShareAtMs }]);
  expect(unanswered).not.toContain(true);
}, 60_000);

test('a miner that was mended days after its restarts were in vain is restarted again when it dies another time', async () => {
  const { device, clock, more, unanswered, tab, watch } = await house();
  const { recovery } = tab();
  for (const hours of [0, 3, 6, 9]) {
    clock.aheadMs = hours * 60 * MINUTE;
    await watch(recovery);
  }
  expect(device.seen.restarts).toBe(3);
  const dead = more.alerts;
  clock.aheadMs = 50 * 60 * MINUTE;
  more.alerts = [];
  more.lastShareAtMs = Date.now() + clock.aheadMs;
  await recovery.look();
  clock.aheadMs = 90 * 60 * MINUTE;
  more.alerts = dead.map((alert) => ({ ...alert, id: 'another death' }));
  await watch(recovery);
  expect(device.seen.restarts).toBe(4);
  expect(unanswered).not.toContain(true);
}, 60_000);

test('a flatline that a page finds when it opens or wakes is not believed at once', async () => {
  const { device, clock, tab } = await house();
  const { recovery } = tab();
  for (let look = 0; look < 6; look += 1) {
    await recovery.look();
    clock.aheadMs += 8 * 60 * MINUTE;
  }
  expect(device.seen.restarts).toBe(0);
}, 60_000);

test('a consent that is taken back while the miner is being read ends it before anything is sent', async () => {
  const { device, tab, watch } = await house();
  const { control, recovery } = tab();
  device.how.onRead = async () => {
    device.how.onRead = async () => {};
    await control.allowRecovery(MINER.id, false);
  };
  await watch(recovery);
  expect(device.seen.restarts).toBe(0);
}, 60_000);

test('allowing control alone brings no restart, and a consent without control is none', async () => {
  const { entities, tab } = await house();
  const { control } = tab();
  await control.allowControl(MINER.id, false);
  await control.allowRecovery(MINER.id, true);
  await control.allowControl(MINER.id, true);
  expect((await entities.miners()).map(({ recovery }) => recovery)).toEqual([undefined]);
}, 60_000);
