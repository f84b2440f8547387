import type { MeterKind } from '../../domain/meter.ts';
import type { Miner } from '../../domain/miner.ts';
import type { MeterRole, WallMeter } from '../../domain/wall-meter.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { createMeterEdit, type MeterEdit } from './create-meter-edit.ts';
import type { Meters } from './create-meters.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { LoginFields } from './login-fields.tsx';
import styles from './meters.module.css';
import { RoleMiners } from './miner-ticks.tsx';

const words = text.form;

/** Changes what a plug or sensor is called, what it is for, and where and how it is asked. */
export function EditDialog(props: {
  readonly meter: WallMeter;
  readonly meters: Meters;
  readonly onClose: () => void;
}) {
  const edit = createMeterEdit(props.meter, props.meters, () => props.onClose());
  return (
    <Dialog
      open
      heading={words.editHeading(props.meter.name)}
      onClose={props.onClose}
      actions={
        <Button look="primary" busy={edit.saving()} onClick={() => void edit.save()}>
          {common.save}
        </Button>
      }
    >
      <form
        class={styles.form}
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void edit.save();
        }}
      >
        <EditFields
          edit={edit}
          kind={props.meter.kind}
          role={props.meter.role.kind}
          miners={props.meters.miners()}
        />
        <DialogFailure words={edit.failure()} />
        {/* Lets Enter save; the visible button stands with the dialog's others. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function EditFields(props: {
  readonly edit: MeterEdit;
  readonly kind: MeterKind;
  readonly role: MeterRole['kind'];
  readonly miners: readonly Miner[];
}) {
  const newHint = () => (props.kind === 'kasa-smart' ? words.accountPasswordHint : words.passwordHint);
  return (
    <>
      <TextField
        label={words.name}
        problem={props.edit.name().trim() === '' ? words.nameEmpty : undefined}
        value={props.edit.name()}
        maxlength={60}
        autocomplete="off"
        onInput={(event) => props.edit.setName(event.currentTarget.value)}
      />
      <RoleMiners
        role={props.role}
        miners={props.miners}
        ticked={props.edit.minerIds()}
        onTick={props.edit.setMinerIds}
      />
      <TextField
        label={words.address}
        problem={props.edit.addressProblem()}
        value={props.edit.address()}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => props.edit.setAddress(event.currentTarget.value)}
      />
      <LoginFields
        draft={props.edit}
        kind={props.kind}
        hint={props.edit.hasSecret() ? words.passwordKept : newHint()}
      />
    </>
  );
}
