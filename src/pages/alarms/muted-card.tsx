import { createSignal, For, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { isMuted } from '../../domain/mute.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './alarms-page.module.css';
import { createMute, mutedUntilWords } from './create-mute.ts';
import { MuteDialog } from './mute-dialog.tsx';

const words = text.muted;

/** Of whom nobody is told, how long yet, and the way to mute another. */
export function MutedCard() {
  const fleet = useFleet();
  const miners = () => (fleet.view()?.miners ?? []).map(({ miner }) => miner);
  const muted = () => miners().filter((miner) => isMuted(miner, fleet.nowMs()));
  const others = () => miners().filter((miner) => !isMuted(miner, fleet.nowMs()));
  const [picked, setPicked] = createSignal<string>();
  const [asking, setAsking] = createSignal<Miner>();
  const chosen = () => others().find(({ id }) => id === picked()) ?? others()[0];
  return (
    <Card heading={words.heading}>
      <p class={styles.hint}>{muted().length > 0 ? words.what : words.none}</p>
      <Show when={muted().length > 0}>
        <ul class={styles.list}>
          <For each={muted()}>{(miner) => <MutedMiner miner={miner} />}</For>
        </ul>
      </Show>
      <Show when={chosen()}>
        {(miner) => (
          <div class={styles.form}>
            <SelectField
              label={words.pick}
              choices={others().map(({ id, name }) => ({ choice: id, label: name }))}
              chosen={miner().id}
              onChoose={setPicked}
            />
            <div>
              <Button icon="clock" onClick={() => setAsking(miner())}>
                {words.muteOf(miner().name)}
              </Button>
            </div>
          </div>
        )}
      </Show>
      <Show when={asking()}>
        {(miner) => <MuteDialog miner={miner()} onClose={() => setAsking(undefined)} />}
      </Show>
    </Card>
  );
}

function MutedMiner(props: { readonly miner: Miner }) {
  const fleet = useFleet();
  const { unmute } = createMute();
  const said = () => {
    const { untilMs = 0, by } = props.miner.mute ?? {};
    const left = formatRoughDuration(Math.max(0, untilMs - fleet.nowMs()) / 1000);
    const until = words.until(mutedUntilWords(untilMs, fleet.nowMs()), left);
    return by === 'change' ? `${until}, ${words.byChange}` : until;
  };
  return (
    <li class={styles.entry}>
      <div class={styles.line}>
        <span>
          <a href={`/miner/${encodeURIComponent(props.miner.id)}`}>{props.miner.name}</a>
          <br />
          <span class={styles.hint}>{said()}</span>
        </span>
        <Button aria-label={words.unmuteOf(props.miner.name)} onClick={() => void unmute(props.miner)}>
          {words.unmute}
        </Button>
      </div>
    </li>
  );
}
