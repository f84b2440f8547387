import { type CarryOutPorts, carryOut } from '../actions/carry-out.ts';
import { adapterOf } from '../devices/adapters.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { ChangeRecord, ControlBounds, DeviceChange } from '../domain/control.ts';
import { narrowed } from '../domain/envelope.ts';
import type { DeviceAddress, Miner, MinerIdentity } from '../domain/miner.ts';
import { mutedForChange } from '../domain/mute.ts';
import { settleMs } from '../domain/settle-time.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { ControlApi, ControlView } from './control-api.ts';
import type { DeviceAccess } from './device-access.ts';
import { Turns } from './turns.ts';

export interface ControlPorts {
  readonly nowMs: () => number;
  readonly entities: EntityStore;
  readonly access: DeviceAccess;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  readonly limitsOf: (identity: MinerIdentity) => Promise<ControlBounds>;
  /** Keeps two tabs from changing one miner at a time; absent on an insecure page. */
  readonly locks: LockManager | undefined;
  /** Lets a miner take its time before it is read back; by default as time goes. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Miners in the store were changed by this tab. */
  readonly storeChanged: () => Promise<void>;
}

/** How many changes of a miner its page shows. */
const MOST_SHOWN = 50;

interface HowToChange extends Pick<CarryOutPorts, 'takesBack' | 'by' | 'isReturn'> {
  /** Asked once more right before it is sent: reading a miner takes seconds, in which its owner may say no. */
  readonly stillDue?: () => Promise<boolean>;
}

/** What changes devices: for pages, and for the recovery, which no page can call. */
export interface ControlService extends ControlApi {
  /** Can no two tabs change a miner at a time? */
  readonly hasLocks: boolean;
  /**
   * Restarts a miner by itself, when all earlier changes of it have ended and if it is due even then. Undefined where it is
   * not, and always where the browser has no locks: nothing keeps another tab from sending a second one there.
   * @param isDue asked of the miner and its changes as they are stored now, newest first
   */
  recover(
    minerId: string,
    isDue: (miner: Miner, changes: readonly ChangeRecord[]) => boolean,
  ): Promise<ChangeRecord | undefined>;
  /**
   * Sets clock and voltage for the tuner, in its turn. The way back to what a miner bore before may be a large step;
   * every other one is bounded like a change by hand.
   */
  tune(
    minerId: string,
    point: { readonly frequencyMhz: number; readonly coreVoltageMv: number },
    how: { readonly isReturn: boolean },
  ): Promise<ChangeRecord>;
}

/** The part of the collector's API that changes devices. Fails with DeviceError and StoreError. */
export function createControlService(ports: ControlPorts): ControlService {
  const { entities, access, nowMs } = ports;

  async function minerOf(minerId: string): Promise<Miner> {
    const miner = (await entities.miners()).find(({ id, removedAtMs }) => id === minerId && !removedAtMs);
    if (!miner) throw new DeviceError('not-a-miner', 'that miner is not in the fleet any more');
    return miner;
  }

  const inTurn = new Turns(ports.locks);

  /** Only while no other change of this miner is under way: what its owner allowed may have changed meanwhile. */
  async function change(
    minerId: string,
    wanted: DeviceChange,
    { takesBack, by, isReturn, stillDue }: HowToChange = {},
  ): Promise<ChangeRecord> {
    const miner = await minerOf(minerId);
    const record = await carryOut(wanted, miner, {
      nowMs,
      wait: ports.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
      newId: () => crypto.randomUUID(),
      transport: ports.transportTo(miner.address),
      adapter: await adapterOf(miner.identity.family),
      ...(await access.to(minerId)),
      limitsOf: ports.limitsOf,
      async noted(begun) {
        if (stillDue && !(await stillDue())) throw new DeviceError('refused', 'not wanted any more');
        await entities.addChange(begun);
        // What a miner does until it has settled is our doing, and wakes nobody.
        await entities.changeMiners([minerId], (its) => ({
          ...its,
          mute: mutedForChange(its, nowMs(), settleMs(wanted.kind)),
        }));
        await ports.storeChanged();
      },
      takesBack,
      by,
      isReturn,
    });
    await entities.addChange(record);
    return record;
  }

  return {
    async allowControl(minerId, allowed) {
      await minerOf(minerId);
      // Whoever may not change it by hand does not restart it by itself either; allowing the one anew is not the other.
      await entities.changeMiners([minerId], ({ control, recovery, ...miner }) =>
        allowed ? { ...miner, control: 'by-hand', ...(control && recovery ? { recovery } : {}) } : miner,
      );
      await ports.storeChanged();
    },
    async allowRecovery(minerId, allowed) {
      await minerOf(minerId);
      await entities.changeMiners([minerId], ({ recovery: _, ...miner }) =>
        allowed && miner.control === 'by-hand' ? { ...miner, recovery: 'restart' } : miner,
      );
      await ports.storeChanged();
    },
    hasLocks: ports.locks !== undefined,
    async recover(minerId, isDue) {
      if (!ports.locks) return undefined;
      return inTurn.take(minerId, async () => {
        const its = await entities.changesOf(minerId, Number.POSITIVE_INFINITY);
        const stillDue = async () => isDue(await minerOf(minerId), its);
        return (await stillDue())
          ? change(minerId, { kind: 'restart' }, { by: 'recovery', stillDue })
          : undefined;
      });
    },
    tune: (minerId, { frequencyMhz, coreVoltageMv }, { isReturn }) =>
      inTurn.take(minerId, () =>
        change(
          minerId,
          { kind: 'tuning', frequencyMhz, coreVoltageMv },
          { by: 'tuner', ...(isReturn ? { isReturn } : {}) },
        ),
      ),
    async controlOf(minerId): Promise<ControlView> {
      const miner = await minerOf(minerId);
      const { control } = await adapterOf(miner.identity.family);
      const loginOf = await access.to(minerId);
      const hasPassword = loginOf.credentials !== undefined;
      if (!control) return { offers: [], settings: { bounds: {} }, bounds: {}, hasPassword };
      const settings = await control.settings(ports.transportTo(miner.address), { nowMs, ...loginOf });
      const bounds = narrowed(settings.bounds, await ports.limitsOf(miner.identity));
      return { offers: control.offers(miner.identity), settings, bounds, hasPassword };
    },
    changeMiner: (minerId, wanted) => inTurn.take(minerId, () => change(minerId, wanted)),
    async undoChange(changeId) {
      const minerId = (await entities.change(changeId))?.minerId ?? '';
      return inTurn.take(minerId, async () => {
        const record = await entities.change(changeId);
        if (!record?.undo) throw new DeviceError('refused', 'that change cannot be taken back');
        return change(minerId, record.undo, { takesBack: record.differences });
      });
    },
    async changesOf(minerId) {
      // Asked in this order, what has just ended may look unfollowed for a moment, but nothing ended looks under way.
      const isTaken = await inTurn.isTaken(minerId);
      const [newest, ...older] = await entities.changesOf(minerId, MOST_SHOWN);
      if (!newest) return [];
      const isUnderWay = isTaken && newest.reason?.code === 'not-followed';
      return [isUnderWay ? { ...newest, isUnderWay } : newest, ...older];
    },
    async saveCredentials(minerId, credentials) {
      await minerOf(minerId);
      await (credentials
        ? entities.saveCredentials(minerId, credentials)
        : entities.forgetCredentials(minerId));
      access.forget(minerId);
    },
    poolTemplates: () => entities.poolTemplates(),
    savePoolTemplates: (templates) => entities.savePoolTemplates(templates),
  };
}
