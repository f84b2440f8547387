import type { SendHow } from '../actions/action-ports.ts';
import { carryOut } from '../actions/carry-out.ts';
import { adapterOf } from '../devices/adapters.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { ChangeRecord, ControlBounds, DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { DeviceAddress, Miner, MinerIdentity } from '../domain/miner.ts';
import { mutedForChange } from '../domain/mute.ts';
import { settleMs } from '../domain/settle-time.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { DeviceAccess } from './device-access.ts';

export interface SenderPorts {
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly entities: EntityStore;
  readonly access: DeviceAccess;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  readonly limitsOf: (identity: MinerIdentity) => Promise<ControlBounds>;
  /** Miners in the store were changed by this tab. */
  readonly storeChanged: () => Promise<void>;
}

/** Sends single changes to miners of the store, and keeps what became of them. */
export class ChangeSender {
  readonly #ports: SenderPorts;

  constructor(ports: SenderPorts) {
    this.#ports = ports;
  }

  /** @throws DeviceError `not-a-miner` */
  async minerOf(minerId: string): Promise<Miner> {
    const miners = await this.#ports.entities.miners();
    const miner = miners.find(({ id, removedAtMs }) => id === minerId && !removedAtMs);
    if (!miner) throw new DeviceError('not-a-miner', 'that miner is not in the fleet any more');
    return miner;
  }

  /** How a miner is set now. @throws DeviceError */
  async settingsOf(minerId: string): Promise<DeviceSettings> {
    const { access, nowMs, transportTo } = this.#ports;
    const miner = await this.minerOf(minerId);
    const { control } = await adapterOf(miner.identity.family);
    if (!control) throw new DeviceError('refused', 'that firmware takes no changes');
    return control.settings(transportTo(miner.address), { nowMs, ...(await access.to(minerId)) });
  }

  /** Only while no other change of this miner is under way: what its owner allowed may have changed meanwhile. */
  async send(
    minerId: string,
    wanted: DeviceChange,
    { takesBack, by, isReturn, stillDue, actionId }: SendHow,
  ): Promise<ChangeRecord> {
    const { nowMs, wait, entities, access, transportTo, limitsOf, storeChanged } = this.#ports;
    const miner = await this.minerOf(minerId);
    const record = await carryOut(wanted, miner, {
      nowMs,
      wait,
      newId: () => crypto.randomUUID(),
      transport: transportTo(miner.address),
      adapter: await adapterOf(miner.identity.family),
      ...(await access.to(minerId)),
      limitsOf,
      async noted(begun) {
        if (stillDue && !(await stillDue())) throw new DeviceError('refused', 'not wanted any more');
        await entities.addChange(begun);
        // What a miner does until it has settled is our doing, and wakes nobody.
        await entities.changeMiners([minerId], (its) => ({
          ...its,
          mute: mutedForChange(its, nowMs(), settleMs(wanted.kind)),
        }));
        await storeChanged();
      },
      takesBack,
      by: by === 'hand' ? undefined : by,
      isReturn,
      actionId,
    });
    await entities.addChange(record);
    return record;
  }
}
