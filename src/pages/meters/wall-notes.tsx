import { createSignal, lazy, Show, Suspense } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { WallSource } from '../../domain/wall-power.ts';
import { Button } from '../../ui/button.tsx';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './meters.module.css';
import { problemWords, sourceAtLength } from './wall-words.ts';

const AssignDialog = lazy(async () => ({ default: (await import('./assign-dialog.tsx')).AssignDialog }));
const ReadingDialog = lazy(async () => ({ default: (await import('./reading-dialog.tsx')).ReadingDialog }));

const words = text.wall;

/** Where a miner's power at the wall comes from, or why a plug does not count; and the air of its room. */
export function WallNotes(props: { readonly view: MinerView }) {
  const { nowMs, view: fleet } = useFleet();
  const unit = () => fleet()?.settings.temperatureUnit ?? 'C';
  return (
    <>
      <Show when={props.view.wall && problemWords(props.view.wall, nowMs())}>
        {(words) => (
          <p class={styles.problem} role="status">
            {words()}
          </p>
        )}
      </Show>
      <Show when={props.view.wall?.source}>
        {(source) => <Where source={source()} ownW={props.view.reading?.powerW} />}
      </Show>
      <Show when={props.view.roomTempC !== undefined}>
        <p class={styles.hint}>{words.room(formatTemperature(props.view.roomTempC, { unit: unit() }))}</p>
      </Show>
    </>
  );
}

/** The ways to know a miner's power at the wall better: a plug that measures, or a look at one. */
export function WallActions(props: { readonly view: MinerView }) {
  const { kind } = useFleet();
  const [assigning, setAssigning] = createSignal(false);
  const [typing, setTyping] = createSignal(false);
  return (
    <>
      <div class={styles.buttons}>
        <Show when={kind === 'real'}>
          <Button onClick={() => setAssigning(true)}>{words.assign}</Button>
        </Show>
        <Button onClick={() => setTyping(true)}>{words.type}</Button>
      </div>
      <Suspense>
        <Show when={assigning()}>
          <AssignDialog miner={props.view.miner} onClose={() => setAssigning(false)} />
        </Show>
        <Show when={typing()}>
          <ReadingDialog view={props.view} onClose={() => setTyping(false)} />
        </Show>
      </Suspense>
    </>
  );
}

function Where(props: { readonly source: WallSource; readonly ownW: number | undefined }) {
  const own = () => (props.ownW === undefined ? words.ownNone : words.own(formatPower(props.ownW)));
  return (
    <details class={styles.where}>
      <summary>{words.where}</summary>
      <p class={styles.hint}>{sourceAtLength(props.source)}</p>
      <p class={styles.hint}>{own()}</p>
    </details>
  );
}
