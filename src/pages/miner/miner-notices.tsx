import { Show } from 'solid-js';
import { failureWords } from '../../ui/failure-words.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { miner as text } from '../../ui/text/en/miner.ts';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** Why what is on the page may not be true now: no answer, an old answer, or none yet. */
export function MinerNotices(props: { readonly shown: ShownMiner }) {
  const failure = () => {
    const { failure } = props.shown.view;
    return failure && failureWords(failure).sentence;
  };
  const reading = () => props.shown.view.reading;
  return (
    <>
      <Show when={!reading()}>
        <Notice tone={failure() ? 'watch' : 'info'} live>
          {failure() ?? text.waiting}
        </Notice>
      </Show>
      <Show when={reading() && isAged(props.shown)}>
        <Notice tone={props.shown.state === 'lost' ? 'act' : 'watch'} live>
          {text.stale(props.shown.view.miner.name, formatDayAndClock(props.shown.view.answeredAtMs))}{' '}
          {failure()}
        </Notice>
      </Show>
    </>
  );
}
