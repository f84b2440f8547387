import { Show } from 'solid-js';
import type { MeterPart } from '../../domain/meter.ts';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import { type Adding, createAdding } from './create-adding.ts';
import type { Meters } from './create-meters.ts';
import { createProbe, type Probe } from './create-probe.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { partFigures } from './meter-words.ts';
import styles from './meters.module.css';
import { RoleMiners } from './miner-ticks.tsx';
import { PartPicker } from './part-picker.tsx';
import { ProbeForm } from './probe-form.tsx';

const words = text.form;

/** Adds one part of a plug, a sensor or a house centre, after it was read once. */
export function AddDialog(props: { readonly meters: Meters; readonly onClose: () => void }) {
  const probe = createProbe();
  const adding = createAdding(probe, props.meters, () => props.onClose());
  return (
    <Dialog
      open
      heading={words.heading}
      onClose={props.onClose}
      actions={
        <Show when={adding.part()}>
          <Button look="primary" busy={adding.saving()} onClick={() => void adding.save()}>
            {words.keep}
          </Button>
        </Show>
      }
    >
      <ProbeForm probe={probe} />
      <Show when={adding.part()}>
        {(chosen) => (
          <PartFields part={chosen()} probe={probe} adding={adding} miners={props.meters.miners()} />
        )}
      </Show>
      <DialogFailure words={adding.failure()} />
    </Dialog>
  );
}

/** Which part it is, what for, and how it is called. */
function PartFields(props: {
  readonly part: MeterPart;
  readonly probe: Probe;
  readonly adding: Adding;
  readonly miners: readonly Miner[];
}) {
  return (
    <div class={styles.form}>
      <Show when={props.probe.parts().length > 1}>
        <PartPicker parts={props.probe.parts()} picked={props.part.id} onPick={props.adding.setPicked} />
      </Show>
      <Figures part={props.part} />
      <Show when={props.adding.roles().length > 1}>
        <SelectField
          label={words.role}
          choices={props.adding.roles().map((choice) => ({ choice, label: words.roles[choice] }))}
          chosen={props.adding.role()}
          onChoose={props.adding.setRole}
        />
      </Show>
      <RoleMiners
        role={props.adding.role()}
        miners={props.miners}
        ticked={props.adding.minerIds()}
        onTick={props.adding.setMinerIds}
      />
      <TextField
        label={words.name}
        problem={props.adding.name().trim() === '' ? words.nameEmpty : undefined}
        value={props.adding.name()}
        maxlength={60}
        autocomplete="off"
        onInput={(event) => props.adding.setName(event.currentTarget.value)}
      />
    </div>
  );
}

/** What it says, before it is kept: the owner sees whether it is the right one. */
function Figures(props: { readonly part: MeterPart }) {
  const { view } = useFleet();
  const figures = () => partFigures(props.part, { unit: view()?.settings.temperatureUnit ?? 'C' });
  return <p>{figures() ? words.now(figures()) : words.nowNone}</p>;
}
