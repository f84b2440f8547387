import { createSignal } from 'solid-js';
import { parseDeviceAddress } from '../../domain/device-address.ts';
import { formatAddress } from '../../domain/miner.ts';
import type { WallMeter } from '../../domain/wall-meter.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import type { Meters } from './create-meters.ts';
import { meterFailureWords } from './meter-words.ts';
import { typedLogin } from './typed-login.ts';

export type MeterEdit = ReturnType<typeof createMeterEdit>;

/** A meter as it was when the dialog opened: the next view must not move what is being typed. */
export function createMeterEdit(meter: WallMeter, meters: Meters, onDone: () => void) {
  const { nowMs } = useFleet();
  const [name, setName] = createSignal(meter.name);
  const [minerIds, setMinerIds] = createSignal<readonly string[]>(meter.role.minerIds);
  const [address, setAddress] = createSignal(formatAddress(meter.address));
  const [username, setUsername] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const parsed = () => parseDeviceAddress(address(), { defaultPort: meter.address.port });
  const hasSecret = () => meters.views().find((view) => view.meter.id === meter.id)?.hasSecret === true;
  const save = async () => {
    const to = parsed();
    if ('problem' in to || name().trim() === '' || saving()) return;
    setSaving(true);
    setFailure(undefined);
    try {
      const role = { ...meter.role, minerIds: minerIds() };
      const access = typedLogin(username(), password());
      await meters.change(meter, { name: name().trim(), address: to, role }, access);
      onDone();
    } catch (error) {
      console.error('the meter was not changed', error);
      setFailure(meterFailureWords(error, nowMs()));
      setSaving(false);
    }
  };
  return {
    name,
    setName,
    minerIds,
    setMinerIds,
    address,
    setAddress,
    addressProblem: () => ('problem' in parsed() ? text.form.addressBad : undefined),
    username,
    setUsername,
    password,
    setPassword,
    hasSecret,
    saving,
    failure,
    save,
  };
}
