import { createSignal, For, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import type { MeterView } from '../../domain/wall-meter.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { common } from '../../ui/text/en/common.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import { DialogFailure } from './dialog-failure.tsx';
import { meterFailureWords, minerNames, partFigures } from './meter-words.ts';
import styles from './meters.module.css';

const words = text.assign;

/** Which plugs feed a miner. */
export function AssignDialog(props: { readonly miner: Miner; readonly onClose: () => void }) {
  const { collector, view, nowMs } = useFleet();
  const toast = useToast();
  const plugs = () => (view()?.meters ?? []).filter(({ meter }) => meter.role.kind === 'power');
  const before = plugs().filter(({ meter }) => meter.role.minerIds.includes(props.miner.id));
  const [ticked, setTicked] = createSignal<readonly string[]>(before.map(({ meter }) => meter.id));
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const assign = async (wanted: readonly string[]) => {
    for (const { meter } of plugs()) {
      const others = meter.role.minerIds.filter((id) => id !== props.miner.id);
      const minerIds = wanted.includes(meter.id) ? [...others, props.miner.id] : others;
      if (minerIds.length !== meter.role.minerIds.length)
        await collector.changeMeter(meter.id, { role: { ...meter.role, minerIds } });
    }
  };
  const save = async () => {
    setSaving(true);
    try {
      await assign(ticked());
      const run = () =>
        void assign(before.map(({ meter }) => meter.id)).catch(() => toast({ words: text.failed }));
      toast({ words: words.kept, topic: `plugs of ${props.miner.id}`, action: { label: common.undo, run } });
      props.onClose();
    } catch (error) {
      console.error('the plugs were not assigned', error);
      setFailure(meterFailureWords(error, nowMs()));
      setSaving(false);
    }
  };
  const toggle = (id: string, on: boolean) =>
    setTicked((all) => (on ? [...all, id] : all.filter((each) => each !== id)));
  return (
    <Dialog
      open
      heading={words.heading(props.miner.name)}
      onClose={props.onClose}
      actions={
        <>
          <ButtonLink href="/settings">{words.further}</ButtonLink>
          <Show when={plugs().length > 0}>
            <Button look="primary" busy={saving()} onClick={() => void save()}>
              {common.save}
            </Button>
          </Show>
        </>
      }
    >
      <Show when={plugs().length > 0} fallback={<p>{words.none}</p>}>
        <p>{words.lead}</p>
        <div class={styles.tickList}>
          <For each={plugs().map(({ meter }) => meter.id)}>
            {(id) => (
              <Show when={plugs().find(({ meter }) => meter.id === id)}>
                {(plug) => (
                  <PlugTick
                    plug={plug()}
                    minerId={props.miner.id}
                    on={ticked().includes(id)}
                    onTick={(on) => toggle(id, on)}
                  />
                )}
              </Show>
            )}
          </For>
        </div>
      </Show>
      <DialogFailure words={failure()} />
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
