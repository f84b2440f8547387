import type { PairedDevice } from '../../domain/pairing.ts';
import { devices } from '../../ui/text/en/devices.ts';
import { useToast } from '../../ui/toast.tsx';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { useFleet } from '../fleet-context.ts';

const text = devices.list;

/** Turns devices away and names them; whatever became of it, the list is asked for again by `onChanged`. */
export function createDeviceChanges(onChanged: () => void) {
  const fleet = useFleet();
  const toast = useToast();
  const change = async (work: (api: CollectorApi) => Promise<unknown>, words?: string) => {
    try {
      await work(await fleet.ownCollector());
      if (words !== undefined) toast({ words });
    } catch (error) {
      console.error('a device was not changed', error);
      toast({ words: text.failedToChange });
    }
    onChanged();
  };
  return {
    revoke: ({ id, name }: PairedDevice) => void change((api) => api.revokeDevice(id), text.revoked(name)),
    rename: ({ id }: PairedDevice, name: string) => {
      if (name.trim() !== '') void change((api) => api.renameDevice(id, name.trim()));
    },
  };
}
