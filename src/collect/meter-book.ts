import type { MeterPart } from '../domain/meter.ts';
import { roomTempC } from '../domain/room.ts';
import {
  isMeterFresh,
  type MeterFailure,
  type MeterView,
  meterDevice,
  type WallMeter,
} from '../domain/wall-meter.ts';
import { type PoweredMiner, type WallPower, wallPower } from '../domain/wall-power.ts';
import type { PowerLine } from '../domain/watch/shared-cause.ts';

/** What a miner's plugs and room say of it. */
export interface AroundMiner {
  readonly wall?: WallPower | undefined;
  readonly roomTempC?: number | undefined;
}

/** The plugs and sensors in memory: what each said last, and what that means for the miners. */
export class MeterBook {
  #views = new Map<string, MeterView>();

  get views(): readonly MeterView[] {
    return [...this.#views.values()];
  }

  /** The plugs that feed miners, each with whether it has answered lately. */
  powerLines(nowMs: number): readonly PowerLine[] {
    return this.views.flatMap((view) => {
      const { name, role } = view.meter;
      const feeds = role.kind === 'power' || role.kind === 'switch';
      if (!feeds || role.minerIds.length === 0) return [];
      return [{ name, minerIds: role.minerIds, answers: isMeterFresh(view, nowMs) }];
    });
  }

  get meters(): readonly WallMeter[] {
    return this.views.map(({ meter }) => meter);
  }

  /**
   * The meters there are from now on; what those that stay have said, stays, unless they stand for another part.
   * @param locked devices (see `meterDevice`) that a login is kept for
   */
  setMeters(meters: readonly WallMeter[], locked: ReadonlySet<string>): void {
    const before = this.#views;
    this.#views = new Map(
      meters.map((meter) => {
        const known = before.get(meter.id);
        const hasSecret = locked.has(meterDevice(meter));
        const same = known && partName(known.meter) === partName(meter);
        return [meter.id, { ...(same ? known : {}), meter, hasSecret }];
      }),
    );
  }

  /** A device answered; a part that it does not have any more says nothing from now on. */
  answered(parts: ReadonlyMap<WallMeter, MeterPart | undefined>, atMs: number): void {
    for (const [{ id, partId }, part] of parts) {
      const known = this.#views.get(id);
      if (!known) continue;
      const { failure: _, ...rest } = known;
      const gone = { kind: 'no-such-part', detail: `${partId} is not there any more`, atMs } as const;
      this.#views.set(id, part ? { ...rest, part, answeredAtMs: atMs } : { ...rest, failure: gone });
    }
  }

  failed(meters: readonly WallMeter[], failure: MeterFailure): void {
    for (const { id } of meters) {
      const known = this.#views.get(id);
      if (known) this.#views.set(id, { ...known, failure });
    }
  }

  /** What is known of a miner from its plugs and its room, among all miners there are. */
  around(view: PoweredMiner, miners: readonly PoweredMiner[], nowMs: number): AroundMiner {
    const meters = this.views;
    return {
      wall: wallPower(view, { meters, miners, nowMs }),
      roomTempC: roomTempC(view.miner.id, meters, nowMs),
    };
  }
}

function partName(meter: WallMeter): string {
  return `${meterDevice(meter)} ${meter.partId}`;
}
