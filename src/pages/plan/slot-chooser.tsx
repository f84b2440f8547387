import { For, onMount, Show } from 'solid-js';
import type { MinerPlan, PlanMode } from '../../domain/plan.ts';
import type { PlanOverride } from '../../domain/plan-rules.ts';
import { Button } from '../../ui/button.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { plan as text } from '../../ui/text/en/plan.ts';
import type { ShownPlan } from './create-plan.ts';
import { modeWords } from './plan-words.ts';
import styles from './timeline.module.css';

/** Sets chosen hours of a miner to a mode, or leaves them to the plan again. */
export function SlotChooser(props: {
  readonly miner: MinerPlan;
  readonly name: string;
  readonly span: { readonly fromMs: number; readonly toMs: number };
  readonly modes: readonly PlanMode[];
  readonly overrides: readonly PlanOverride[];
  readonly shown: ShownPlan;
  readonly onClose: () => void;
}) {
  let first: HTMLFieldSetElement | undefined;
  onMount(() => first?.querySelector('button')?.focus({ preventScroll: true }));
  const spanWords = () =>
    text.timeline.chosen(formatDayAndClock(props.span.fromMs), formatDayAndClock(props.span.toMs));
  const told = ({ name, powerW, hashrateHs }: PlanMode) =>
    name === 'off'
      ? text.timeline.off(formatPower(powerW))
      : text.timeline.set(modeWords(name), formatPower(powerW), formatHashrate(hashrateHs));
  const settable = () => props.modes.filter(({ name, changes }) => name !== 'off' || changes.length > 0);
  const within = () =>
    props.overrides.filter(({ fromMs, toMs }) => fromMs < props.span.toMs && toMs > props.span.fromMs);
  const set = async ({ name }: PlanMode) => {
    const { minerId } = props.miner;
    const words = text.timeline.setDone(props.name, modeWords(name), spanWords());
    const span = { ...props.span };
    props.onClose();
    await props.shown.ask((collector) => collector.override(minerId, span, name), words);
  };
  const free = async () => {
    const ids = within().map(({ id }) => id);
    const words = text.timeline.freed(props.name);
    props.onClose();
    for (const [place, id] of ids.entries())
      await props.shown.ask(
        (collector) => collector.removeOverride(id),
        place === ids.length - 1 ? words : undefined,
      );
  };
  return (
    <fieldset
      ref={first}
      class={styles.chooser}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      <legend>{spanWords()}</legend>
      <For each={settable()}>
        {(mode) => (
          <Button closed={props.shown.busy()} onClick={() => void set(mode)}>
            {told(mode)}
          </Button>
        )}
      </For>
      <Show when={within().length > 0}>
        <Button look="quiet" closed={props.shown.busy()} onClick={() => void free()}>
          {text.timeline.free}
        </Button>
      </Show>
      <Button look="quiet" onClick={props.onClose}>
        {text.timeline.close}
      </Button>
    </fieldset>
  );
}
