import { createSignal, Show } from 'solid-js';
import type { MeterPart } from '../../domain/meter.ts';
import { type MeterRole, rolesOf } from '../../domain/wall-meter.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';
import type { ProbedMeter } from '../../workers/meter-api.ts';
import { useFleet } from '../fleet-context.ts';
import type { Meters } from './create-meters.ts';
import { createProbe } from './create-probe.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { meterFailureWords, partFigures } from './meter-words.ts';
import styles from './meters.module.css';
import { MinerTicks } from './miner-ticks.tsx';
import { PartPicker } from './part-picker.tsx';
import { ProbeForm } from './probe-form.tsx';

const words = text.form;

/** Adds one part of a plug, a sensor or a house centre, after it was read once. */
export function AddDialog(props: { readonly meters: Meters; readonly onClose: () => void }) {
  const { nowMs } = useFleet();
  const probe = createProbe();
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
      const its = { name: name().trim(), role: { kind: role(), minerIds: minerIds() } };
      await props.meters.add({ ...meter, ...its }, probe.access());
      props.onClose();
    } catch (error) {
      console.error('the meter was not added', error);
      setFailure(meterFailureWords(error, nowMs()));
      setSaving(false);
    }
  };
  return (
    <Dialog
      open
      heading={words.heading}
      onClose={props.onClose}
      actions={
        <Show when={part()}>
          <Button look="primary" busy={saving()} onClick={() => void save()}>
            {words.keep}
          </Button>
        </Show>
      }
    >
      <ProbeForm probe={probe} />
      <Show when={part()}>
        {(chosen) => (
          <div class={styles.form}>
            <Show when={probe.parts().length > 1}>
              <PartPicker parts={probe.parts()} picked={chosen().id} onPick={setPicked} />
            </Show>
            <Figures part={chosen()} />
            <Show when={roles().length > 1}>
              <SelectField
                label={words.role}
                choices={roles().map((choice) => ({ choice, label: words.roles[choice] }))}
                chosen={role()}
                onChoose={setRole}
              />
            </Show>
            <MinerTicks
              label={words.miners[role()]}
              hint={words.minersHint[role()]}
              miners={props.meters.miners()}
              ticked={minerIds()}
              onTick={setMinerIds}
            />
            <TextField
              label={words.name}
              problem={name().trim() === '' ? words.nameEmpty : undefined}
              value={name()}
              maxlength={60}
              autocomplete="off"
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </div>
        )}
      </Show>
      <DialogFailure words={failure()} />
    </Dialog>
  );
}

/** What it says, before it is kept: the owner sees whether it is the right one. */
function Figures(props: { readonly part: MeterPart }) {
  const { view } = useFleet();
  const figures = () => partFigures(props.part, { unit: view()?.settings.temperatureUnit ?? 'C' });
  return <p>{figures() ? words.now(figures()) : words.nowNone}</p>;
}

/** What it is called until its owner calls it otherwise. */
function nameOf(part: MeterPart | undefined, device: ProbedMeter | undefined): string {
  const { name, model } = device?.identity ?? {};
  const own = part?.name ?? name ?? model ?? '';
  const several = (device?.parts.length ?? 0) > 1 && part?.name === undefined;
  return (several && part ? `${own} ${part.id}` : own).trim().slice(0, 60);
}
