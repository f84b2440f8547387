import { createSignal } from 'solid-js';
import type { MeterPart } from '../../domain/meter.ts';
import { type MeterRole, rolesOf } from '../../domain/wall-meter.ts';
import type { ProbedMeter } from '../../workers/meter-api.ts';
import { useFleet } from '../fleet-context.ts';
import type { Meters } from './create-meters.ts';
import type { Probe } from './create-probe.ts';
import { meterFailureWords } from './meter-words.ts';

export type Adding = ReturnType<typeof createAdding>;

/** What is chosen of a plug or sensor that was found, until it is added. */
export function createAdding(probe: Probe, meters: Meters, onDone: () => void) {
  const { nowMs } = useFleet();
  const [picked, setPicked] = createSignal<string>();
  const [typedName, setName] = createSignal<string>();
  const [pickedRole, setRole] = createSignal<MeterRole['kind']>();
  const [minerIds, setMinerIds] = createSignal<readonly string[]>([]);
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const part = () => probe.parts().find(({ id }) => id === picked()) ?? probe.parts()[0];
  const roles = () => rolesOf(part()?.offers ?? []);
  const role = () => roles().find((each) => each === pickedRole()) ?? roles()[0] ?? 'power';
  const name = () => typedName() ?? nameOf(part(), probe.found());
  const save = async () => {
    const [device, chosen] = [probe.found(), part()];
    if (!device || !chosen || saving() || name().trim() === '') return;
    setSaving(true);
    setFailure(undefined);
    try {
      const { identity, address } = device;
      const meter = { kind: identity.kind, address, partId: chosen.id, offers: chosen.offers };
      const its = { name: name().trim(), role: roleOf(role(), minerIds()) };
      await meters.add({ ...meter, ...its }, probe.access());
      onDone();
    } catch (error) {
      console.error('the meter was not added', error);
      setFailure(meterFailureWords(error, nowMs()));
      setSaving(false);
    }
  };
  return {
    part,
    setPicked,
    roles,
    role,
    setRole,
    name,
    setName,
    minerIds,
    setMinerIds,
    saving,
    failure,
    save,
  };
}

/** The house is no miner. */
function roleOf(kind: MeterRole['kind'], minerIds: readonly string[]): MeterRole {
  return { kind, minerIds: kind === 'grid' ? [] : minerIds };
}

/** What it is called until its owner calls it otherwise. */
function nameOf(part: MeterPart | undefined, device: ProbedMeter | undefined): string {
  const { name, model } = device?.identity ?? {};
  const own = part?.name ?? name ?? model ?? '';
  const several = (device?.parts.length ?? 0) > 1 && part?.name === undefined;
  return (several && part ? `${own} ${part.id}` : own).trim().slice(0, 60);
}
