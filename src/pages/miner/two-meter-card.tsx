import { createMemo, For, Show } from 'solid-js';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { common } from '../../ui/text/en/common.ts';
import { twoMeter as text } from '../../ui/text/en/two-meter.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import page from './miner-page.module.css';
import type { ShownMiner } from './shown-miner.ts';
import styles from './two-meter-card.module.css';
import { type TwoMeterWords, twoMeterWords } from './two-meter-words.ts';

/** Shares come by the minute: the test is asked again so often while the page is open. */
const AGAIN_AFTER_MS = 5 * 60_000;

const ICONS: Readonly<Record<TwoMeterWords['state'], IconName>> = {
  noise: 'good',
  more: 'alert',
  mismatch: 'alert',
  watch: 'alert',
  act: 'offline',
  unknown: 'clock',
};

/** Is what the miner says it hashes also counted for it? The verdict in words, and where a loss goes. */
export function TwoMeterCard(props: { readonly shown: ShownMiner }) {
  const { collector } = useFleet();
  const asked = createMemo(
    () => ({
      minerId: props.shown.view.miner.id,
      turn: Math.floor(props.shown.nowMs / AGAIN_AFTER_MS),
    }),
    undefined,
    { equals: (a, b) => a.minerId === b.minerId && a.turn === b.turn },
  );
  const test = createAnswer(asked, async ({ minerId }) => ({
    minerId,
    report: await collector.twoMeter(minerId),
  }));
  const minuteMs = createMemo(() => Math.floor(props.shown.nowMs / 60_000) * 60_000);
  const words = createMemo(() => {
    const answer = test.latest();
    if (answer?.minerId !== props.shown.view.miner.id) return undefined;
    return twoMeterWords(answer.report, minuteMs(), (id) => upstreamOf(id)?.name ?? id);
  });
  const tone = () => {
    const state = words()?.state;
    if (state === 'act') return state;
    return state === 'watch' || state === 'mismatch' ? 'watch' : undefined;
  };
  return (
    <Card heading={text.heading} tone={tone()}>
      <Show when={words()} fallback={<p class={page.hint}>{test.failed() ? text.failed : text.reading}</p>}>
        {(told) => <Told words={told()} />}
      </Show>
      <Show when={test.failed()}>
        <Button busy={test.asking()} onClick={test.askAgain}>
          {common.tryAgain}
        </Button>
      </Show>
    </Card>
  );
}

function Told(props: { readonly words: TwoMeterWords }) {
  return (
    <>
      <p class={styles.verdict} data-state={props.words.state}>
        <Icon name={ICONS[props.words.state]} />
        <span>{props.words.sentence}</span>
      </p>
      <Show when={props.words.more}>{(more) => <p>{more()}</p>}</Show>
      <Show when={props.words.parts.length > 0}>
        <h3>{text.parts.heading}</h3>
        <ul class={page.reasons}>
          <For each={props.words.parts}>
            {(part) => (
              <li>
                <div class={page.reasonHead}>
                  <strong>{part.label}</strong>
                  <span>{part.part}</span>
                </div>
                <p class={page.hint}>{part.explanation}</p>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.words.facts.length > 0}>
        <Facts facts={props.words.facts} />
      </Show>
      <details class={styles.how}>
        <summary>{text.how.summary}</summary>
        <For each={text.how.paragraphs}>{(paragraph) => <p class={page.hint}>{paragraph}</p>}</For>
      </details>
    </>
  );
}
