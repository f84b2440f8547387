import { createSignal, Show } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { isMuted } from '../../domain/mute.ts';
import { Button } from '../../ui/button.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { Notice } from '../../ui/notice.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useFleet } from '../fleet-context.ts';
import { createMute, mutedUntilWords } from './create-mute.ts';
import { MuteDialog } from './mute-dialog.tsx';

const words = text.muted;

/** On a miner's page: that nobody is told of it, and the way to end that; nothing while it is not muted. */
export function MuteNotice(props: { readonly miner: Miner }) {
  const fleet = useFleet();
  const { unmute } = createMute();
  const sentence = () => {
    const { untilMs = 0, by } = props.miner.mute ?? {};
    const left = formatRoughDuration(Math.max(0, untilMs - fleet.nowMs()) / 1000);
    return by === 'change'
      ? words.onPageByChange(left)
      : words.onPage(mutedUntilWords(untilMs, fleet.nowMs()), left);
  };
  return (
    <Show when={isMuted(props.miner, fleet.nowMs())}>
      <Notice tone="info" action={<Button onClick={() => void unmute(props.miner)}>{words.unmute}</Button>}>
        {sentence()}
      </Notice>
    </Show>
  );
}

/** On a miner's page: mutes it for a while. */
export function MuteButton(props: { readonly miner: Miner }) {
  const [asking, setAsking] = createSignal(false);
  return (
    <>
      <Button icon="clock" onClick={() => setAsking(true)}>
        {words.mute}
      </Button>
      <Show when={asking()}>
        <MuteDialog miner={props.miner} onClose={() => setAsking(false)} />
      </Show>
    </>
  );
}
