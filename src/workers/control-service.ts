import type { SendHow } from '../actions/action-ports.ts';
import type { Taken } from '../actions/action-runner.ts';
import { ActionRunner } from '../actions/action-runner.ts';
import { adapterOf } from '../devices/adapters.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { Action, ActionOrder } from '../domain/action.ts';
import type { ChangeRecord, ControlBounds } from '../domain/control.ts';
import { narrowed } from '../domain/envelope.ts';
import type { DeviceAddress, Miner, MinerIdentity } from '../domain/miner.ts';
import { CONDITION_SERIES, type ConditionRow, conditionOf } from '../domain/miner-condition.ts';
import type { SeriesColumns } from '../domain/series.ts';
import { changeTo, type TuningPoint } from '../domain/tuning.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { AwayKeeper } from './away-keeper.ts';
import { ChangeSender } from './change-sender.ts';
import type { ControlApi, ControlView } from './control-api.ts';
import type { DeviceAccess } from './device-access.ts';
import { Turns } from './turns.ts';

export interface ControlPorts {
  readonly nowMs: () => number;
  readonly entities: EntityStore;
  readonly telemetry: Pick<TelemetryStore, 'columns'>;
  readonly access: DeviceAccess;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  readonly limitsOf: (identity: MinerIdentity) => Promise<ControlBounds>;
  /** Keeps two tabs from changing one miner at a time; absent on an insecure page. */
  readonly locks: LockManager | undefined;
  /** Lets a miner take its time before it is read back; by default as time goes. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** What a miner tells of its heat now; absent where nobody knows. */
  readonly overheated?: ((minerId: string) => boolean | undefined) | undefined;
  /** What is handed over to the helper, to be gone on with while no page is open; absent where there is none. */
  readonly away?: Pick<AwayKeeper, 'tell' | 'mayGoOn' | 'isHelperActing'> | undefined;
  /** Miners in the store were changed by this tab. */
  readonly storeChanged: () => Promise<void>;
}

/** How many changes of a miner its page shows. */
const MOST_SHOWN = 50;
/** So many readings are enough to judge a day by. */
const MOST_READINGS = 2_000;
/** How often a tuner that must wait for its step asks whether it is time, ms. */
const ASK_EVERY_MS = 5_000;

/** How the tuner wants a point set. */
export interface TuneHow {
  /** The way back to what it bore before: no step is too large. */
  readonly isReturn: boolean;
  /** Asked right before each step, when nobody else can change the miner; what is not wanted any more is called off. */
  readonly stillWanted: () => Promise<boolean>;
}

/** What changes devices: for pages, and for recovery, tuner and planner, which no page can call. */
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
   * Sets clock and voltage, or a rung, for the tuner, in its turn. The way back to what a miner bore before may be a large step;
   * every other one is bounded like a change by hand, and waits until the last raise is five minutes old. Undefined where it
   * was not wanted any more before it was there.
   */
  tune(minerId: string, point: TuningPoint, how: TuneHow): Promise<ChangeRecord | undefined>;
  /** Takes up an order of the planner, in its turn. What becomes of it stands among the actions of that miner. */
  order(order: ActionOrder): Promise<Taken>;
  /** Goes on with actions of a miner that are due or were interrupted; resolves with those that moved. */
  goOn(minerId: string): Promise<readonly Action[]>;
  /** The actions of all miners that are not over. */
  openActions(): Promise<readonly Action[]>;
}

/** The part of the collector's API that changes devices. Fails with DeviceError and StoreError. */
export function createControlService(ports: ControlPorts): ControlService {
  const { entities, access, nowMs, telemetry } = ports;
  const wait = ports.wait ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const sender = new ChangeSender({ ...ports, wait });
  const inTurn = new Turns(ports.locks);
  const runner = new ActionRunner({
    nowMs,
    newId: () => crypto.randomUUID(),
    journal: entities.actions,
    changesOf: (minerId) => entities.changesOf(minerId, MOST_SHOWN),
    keepChange: (record) => entities.addChange(record),
    settingsOf: (minerId) => sender.settingsOf(minerId),
    send: (minerId, change, how) => sendInTurn(minerId, change, how),
    conditionOf: async (minerId, fromMs, toMs) => ({
      ...conditionOf(
        rowsOf(
          await telemetry.columns({
            minerId,
            names: CONDITION_SERIES,
            fromMs,
            toMs,
            maxPoints: MOST_READINGS,
          }),
        ),
        toMs - fromMs,
      ),
      overheated: ports.overheated?.(minerId),
    }),
  });
  const sendInTurn = (minerId: string, change: ActionOrder['change'], how: SendHow) => {
    // The helper ends what it is in the middle of; two who change one miner would each spoil the other's step.
    if (ports.away?.isHelperActing) throw new DeviceError('busy', 'the helper is in the middle of a change');
    return sender.send(minerId, change, how);
  };
  const minerOf = (minerId: string) => sender.minerOf(minerId);

  /** What became of an order, as its journal would say it. */
  function recordOf({ action, record }: Taken): ChangeRecord {
    if (record) return record;
    const { id, minerId, change, reason, step } = action;
    return {
      id,
      minerId,
      atMs: nowMs(),
      change,
      actionId: id,
      outcome: step === 'waiting' ? 'scheduled' : 'refused',
      differences: [],
      reason: { code: 'not-now', detail: reason?.code ?? '' },
    };
  }

  async function calledOff({ minerId, id }: Action): Promise<undefined> {
    await runner.callOff(minerId, id);
  }

  return {
    async allowControl(minerId, allowed) {
      await minerOf(minerId);
      // Whoever may not change it by hand does not restart it by itself either; allowing the one anew is not the other.
      await entities.changeMiners([minerId], ({ control, recovery, away, ...miner }) =>
        allowed
          ? {
              ...miner,
              control: 'by-hand',
              ...(control && recovery ? { recovery } : {}),
              ...(control && away ? { away } : {}),
            }
          : miner,
      );
      await ports.storeChanged();
      if (!allowed) await ports.away?.tell();
    },
    async allowRecovery(minerId, allowed) {
      await minerOf(minerId);
      await entities.changeMiners([minerId], ({ recovery: _, ...miner }) =>
        allowed && miner.control === 'by-hand' ? { ...miner, recovery: 'restart' } : miner,
      );
      await ports.storeChanged();
    },
    async allowAway(minerId, allowed) {
      await minerOf(minerId);
      await entities.changeMiners([minerId], ({ away: _, ...miner }) =>
        allowed && miner.control === 'by-hand' ? { ...miner, away: 'go-on' } : miner,
      );
      await ports.storeChanged();
      // The helper is to know at once, above all of a consent that was taken back.
      await ports.away?.tell();
    },
    hasLocks: ports.locks !== undefined,
    async recover(minerId, isDue) {
      if (!ports.locks) return undefined;
      return inTurn.take(minerId, async () => {
        const its = await entities.changesOf(minerId, Number.POSITIVE_INFINITY);
        const stillDue = async () => isDue(await minerOf(minerId), its);
        return (await stillDue())
          ? recordOf(
              await runner.order(
                { minerId, by: 'recovery', change: { kind: 'restart' }, ifBad: 'tell' },
                { stillDue },
              ),
            )
          : undefined;
      });
    },
    async tune(minerId, point, { isReturn, stillWanted }) {
      const order: ActionOrder = {
        minerId,
        by: 'tuner',
        change: changeTo(point),
        ifBad: 'tell',
        isUnwatched: true,
      };
      let taken = await inTurn.take(minerId, async () =>
        (await stillWanted()) ? runner.order(order, isReturn ? { isReturn } : {}) : undefined,
      );
      // The miner stands at what it bore before. Whoever else wants it, has its turn meanwhile.
      while (taken?.action.step === 'waiting') {
        const { action } = taken;
        await wait(ASK_EVERY_MS);
        taken = await inTurn.take(minerId, async () =>
          (await stillWanted()) ? runner.resume(action) : calledOff(action),
        );
      }
      return taken && recordOf(taken);
    },
    order: (order) => inTurn.take(order.minerId, () => runner.order(order)),
    goOn: (minerId) =>
      inTurn.take(minerId, async () =>
        ports.away?.mayGoOn(await minerOf(minerId)) === false ? [] : runner.look(minerId),
      ),
    openActions: () => entities.actions.open(),
    actionsOf: (minerId) => entities.actions.ofMiner(minerId, nowMs() - 86_400_000),
    callOff: async (minerId, actionId) => {
      await inTurn.take(minerId, () => runner.callOff(minerId, actionId));
    },
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
    changeMiner: (minerId, change, { ifBad = 'tell' } = {}) =>
      inTurn.take(minerId, async () => recordOf(await runner.order({ minerId, by: 'hand', change, ifBad }))),
    async undoChange(changeId) {
      const minerId = (await entities.change(changeId))?.minerId ?? '';
      return inTurn.take(minerId, async () => {
        const record = await entities.change(changeId);
        if (!record?.undo) throw new DeviceError('refused', 'that change cannot be taken back');
        const order: ActionOrder = {
          minerId,
          by: 'hand',
          change: record.undo,
          ifBad: 'tell',
          isUnwatched: true,
        };
        return recordOf(await runner.order(order, { takesBack: record.differences }));
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

function rowsOf({ atMs, values }: SeriesColumns): readonly ConditionRow[] {
  return [...atMs].map((at, index) => ({
    atMs: at,
    ...Object.fromEntries(CONDITION_SERIES.map((name) => [name, values[name]?.[index]])),
  }));
}
