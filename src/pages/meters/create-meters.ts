import type { Accessor } from 'solid-js';
import type { DeviceCredentials } from '../../domain/credentials.ts';
import type { Miner } from '../../domain/miner.ts';
import type { MeterView, WallMeter } from '../../domain/wall-meter.ts';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useToast } from '../../ui/toast.tsx';
import type { MeterChange, NewMeter } from '../../workers/meter-api.ts';
import { useFleet } from '../fleet-context.ts';
import { meterFailureWords } from './meter-words.ts';

/** The plugs and sensors on screen, and what can be done with them; each change has a way back. */
export interface Meters {
  readonly views: Accessor<readonly MeterView[]>;
  readonly miners: Accessor<readonly Miner[]>;
  /** @throws CollectorFailure */
  readonly add: (meter: NewMeter, access: DeviceCredentials | undefined) => Promise<void>;
  /** @throws CollectorFailure */
  readonly change: (
    meter: WallMeter,
    change: MeterChange,
    access: DeviceCredentials | undefined,
  ) => Promise<void>;
  readonly remove: (meter: WallMeter) => Promise<void>;
  /** Switches and says how it stands. */
  readonly switchTo: (meter: WallMeter, on: boolean) => Promise<void>;
}

/** The plugs and sensors of the fleet that is shown. */
export function createMeters(): Meters {
  const { collector, view, nowMs } = useFleet();
  const toast = useToast();
  const undoable = (words: string, topic: string, undo: () => Promise<void>) => {
    const run = () => void undo().catch(() => toast({ words: text.failed }));
    toast({ words, topic, action: { label: common.undo, run } });
  };
  return {
    views: () => view()?.meters ?? [],
    miners: () => (view()?.miners ?? []).map(({ miner }) => miner),
    async add(meter, access) {
      const [added] = await collector.addMeters([meter], ...(access ? [access] : []));
      if (added) undoable(text.added(added.name), `meter ${added.id}`, () => collector.removeMeter(added.id));
    },
    async change(meter, change, access) {
      await collector.changeMeter(meter.id, change, ...(access ? [access] : []));
      const { name, address, role } = meter;
      undoable(text.changed(change.name ?? name), `meter ${meter.id}`, () =>
        collector.changeMeter(meter.id, { name, address, role }),
      );
    },
    async remove(meter) {
      try {
        await collector.removeMeter(meter.id);
        undoable(text.removed(meter.name), `meter ${meter.id}`, () => collector.undoRemoveMeter(meter.id));
      } catch (error) {
        console.error('the meter was not removed', error);
        toast({ words: text.failed });
      }
    },
    async switchTo({ id, name }, wanted) {
      const words = text.switching;
      const topic = `switch ${id}`;
      try {
        const { on } = await collector.switchMeter(id, wanted);
        if (on === undefined) toast({ words: words.unknown(name), topic });
        else toast({ words: on === wanted ? words.done(name, on) : words.stays(name, on), topic });
      } catch (error) {
        console.error('the meter was not switched', error);
        toast({ words: words.failed(name, meterFailureWords(error, nowMs())), topic });
      }
    },
  };
}
