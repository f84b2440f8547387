import { For, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import type { MeterView } from '../../domain/wall-meter.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import { createAssignment } from './create-assignment.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { minerNames, partFigures } from './meter-words.ts';
import styles from './meters.module.css';

const words = text.assign;

/** Which plugs feed a miner. */
export function AssignDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  const assignment = createAssignment(props.miner.id, () => props.onClose());
  return (
    <Dialog
      open
      heading={words.heading(props.miner.name)}
      onClose={props.onClose}
      actions={
        <>
          <ButtonLink href="/settings">{words.further}</ButtonLink>
          <Show when={assignment.plugs().length > 0}>
            <Button look="primary" busy={assignment.saving()} onClick={() => void assignment.save()}>
              {common.save}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={assignment.plugs().length > 0} fallback={<p>{words.none}</p>}>
        <p>{words.lead}</p>
        <div class={styles.tickList}>
          <For each={assignment.plugs().map(({ meter }) => meter.id)}>
            {(id) => (
              <Show when={assignment.plugs().find(({ meter }) => meter.id === id)}>
                {(plug) => (
                  <PlugTick
                    plug={plug()}
                    minerId={props.miner.id}
                    on={assignment.ticked().includes(id)}
                    onTick={(on) => assignment.toggle(id, on)}
                  />
                )}
              </Show>
            )}
          </For>
        </div>
      </Show>
      <DialogFailure words={assignment.failure()} />
    </Dialog>
  );
}

function PlugTick(props: {
  readonly plug: MeterView;
  readonly minerId: string;
  readonly on: boolean;
  readonly onTick: (on: boolean) => void;
}) {
  const { view } = useFleet();
  const miners = () => (view()?.miners ?? []).map(({ miner }) => miner);
  const notes = () => {
    const others = props.plug.meter.role.minerIds.filter((id) => id !== props.minerId);
    return [
      partFigures(props.plug.part, { unit: view()?.settings.temperatureUnit ?? 'C' }),
      ...(others.length > 0 ? [words.also(minerNames(others, miners()))] : []),
    ]
      .filter(Boolean)
      .join(', ');
  };
  return (
    <label class={styles.tick}>
      <input
        type="checkbox"
        checked={props.on}
        onChange={(event) => props.onTick(event.currentTarget.checked)}
      />
      <span>
        {props.plug.meter.name} <span class={styles.hint}>{notes()}</span>
      </span>
    </label>
  );
}
