import { createMemo, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { common } from '../../ui/text/en/common.ts';
import { retarget as text } from '../../ui/text/en/retarget.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { createSources } from '../sources/create-sources.ts';
import styles from './retarget-card.module.css';
import { retargetWords } from './retarget-words.ts';
import { retargetOutlook } from './reward-outlook.ts';
import { type ShownMoney, shownADay } from './shown-money.ts';
import { toldBy } from './told-by.ts';

/** Blocks come every ten minutes, and the sources are asked as often. */
const AGAIN_AFTER_MS = 5 * 60_000;

interface Terms {
  /** What SHA-256 work earns the fleet in a day after fees, money. */
  readonly revenuePerDay: number;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}

/**
 * The next change of Bitcoin's difficulty: the own interval, from the network's rate of the last months, and beside it
 * what the source expects.
 */
export function RetargetCard(props: Terms) {
  const fleet = useFleet();
  return (
    <Card heading={text.heading}>
      <Show when={fleet.kind === 'real'} fallback={<p>{text.demo}</p>}>
        <Outlook {...props} />
      </Show>
    </Card>
  );
}

function Outlook(props: Terms) {
  const { collector } = useFleet();
  const sources = createSources();
  const turn = createMemo(() => Math.floor(props.nowMs / AGAIN_AFTER_MS));
  const outlook = createAnswer(turn, () => collector.retargetOutlook());
  const isAsked = () =>
    Object.values(sources.view()?.sources ?? {}).some(
      ({ choice, questions }) =>
        choice.enabled && questions.some(({ quantity }) => quantity === 'retarget:BTC'),
    );
  const words = createMemo(() => {
    const report = outlook.latest();
    return (
      report &&
      retargetWords(report, {
        nowMs: props.nowMs,
        its: retargetOutlook(sources.view()?.figures ?? {}, props.nowMs),
        providerName: (id) => toldBy([id]),
        perDay: (factor) => shownADay(props.revenuePerDay * factor, props.shown),
        isAsked: isAsked(),
      })
    );
  });
  return (
    <>
      <Show
        when={words()}
        fallback={<p class={styles.hint}>{outlook.failed() ? text.failed : text.reading}</p>}
      >
        {(told) => (
          <>
            <p class={told().facts.length > 0 ? styles.sentence : undefined}>
              {told().sentence}{' '}
              <Show when={told().untold}>
                <a href="/settings/sources">{isAsked() ? text.look : text.choose}</a>
              </Show>
            </p>
            <Show when={told().more}>{(more) => <p>{more()}</p>}</Show>
            <Show when={told().facts.length > 0}>
              <Facts facts={told().facts} />
            </Show>
          </>
        )}
      </Show>
      <Show when={sources.failed()}>
        <p>{text.unread}</p>
      </Show>
      <Show when={outlook.failed()}>
        <Button busy={outlook.asking()} onClick={outlook.askAgain}>
          {common.tryAgain}
        </Button>
      </Show>
    </>
  );
}
