import { createMemo, createSignal, For, Index, Show } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatDifficulty } from '../../ui/format/difficulty.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { luck as text } from '../../ui/text/en/luck.ts';
import { useFleet } from '../fleet-context.ts';
import { providerName } from './coin-words.ts';
import { type ChainLuck, chainLucks, type LuckInputs, runningOf } from './luck-odds.ts';
import { chanceWords, effortWords, rankWords, waitWords } from './luck-words.ts';
import { type WorkDone, workDone } from './luck-work.ts';
import styles from './miner-pay-table.module.css';
import moreStyles from './more-money.module.css';

/** Odds of finding a block: at once for who mines alone, for others on request. */
export function LuckCard(props: { readonly inputs: LuckInputs }) {
  const [asked, setAsked] = createSignal(false);
  const chains = createMemo(() => chainLucks(props.inputs));
  const done = createMemo(() => workDone(props.inputs, chains()));
  const runs = () => runningOf(props.inputs).length > 0;
  const alone = () => chains().some(({ solo }) => solo > 0);
  return (
    <Card heading={alone() || chains().length === 0 ? text.heading : text.headingAlone}>
      <Show when={runs()} fallback={<p>{text.noneRuns}</p>}>
        <Show when={chains().length > 0} fallback={<Unknown />}>
          <Show when={alone() || asked()} fallback={<Ask onAsk={() => setAsked(true)} />}>
            <For each={chains()}>{(chain) => <Odds chain={chain} />}</For>
            <p class={moreStyles.hint}>{text.memory}</p>
            <Show when={done().length > 0}>
              <BestShares done={done()} />
            </Show>
          </Show>
        </Show>
      </Show>
    </Card>
  );
}

function Unknown() {
  const fleet = useFleet();
  return (
    <Show when={fleet.kind === 'real'} fallback={<p>{text.demo}</p>}>
      <p>{text.unknown}</p>
      <div>
        <ButtonLink href="/settings/sources">{text.sources}</ButtonLink>
      </div>
    </Show>
  );
}

function Ask(props: { readonly onAsk: () => void }) {
  return (
    <>
      <p>{text.askHint}</p>
      <div>
        <Button onClick={() => props.onAsk()}>{text.ask}</Button>
      </div>
    </>
  );
}

function Odds(props: { readonly chain: ChainLuck }) {
  const { algorithm } = props.chain;
  const { view } = useFleet();
  const rate = () =>
    formatHashrate(props.chain.hashrateHs, { algorithm, unit: view()?.settings.hashrateUnit });
  const told = () => {
    const { difficulty, toldBy, ageMs } = props.chain;
    const who = toldBy === 'miners' ? text.miners : providerName(toldBy);
    return text.told(formatDifficulty(difficulty), who, formatAge(ageMs));
  };
  const spans = () =>
    (['day', 'month', 'year'] as const).map((span) => ({
      name: text.spans[span],
      chance: chanceWords(props.chain.luck[span]),
    }));
  return (
    <div class={styles.box}>
      <p class={moreStyles.verdict}>{waitWords(props.chain.luck)}</p>
      <p>{text.on(rate(), props.chain.coin)}</p>
      <table class={styles.table} aria-label={text.caption(props.chain.coin)}>
        <thead>
          <tr>
            <th scope="col">{text.span}</th>
            <th scope="col">{text.chanceHead}</th>
          </tr>
        </thead>
        <tbody>
          <For each={spans()}>
            {(span) => (
              <tr>
                <th scope="row">{span.name}</th>
                <td data-head={text.chanceHead}>{span.chance}</td>
              </tr>
            )}
          </For>
        </tbody>
        <caption>
          {told()}
          <Show when={props.chain.solo > 0 && props.chain.solo < props.chain.miners}>
            {' '}
            {text.someSolo(props.chain.solo, props.chain.miners)}
          </Show>
        </caption>
      </table>
    </div>
  );
}

/** How the best shares compare with the work behind them. */
function BestShares(props: { readonly done: readonly WorkDone[] }) {
  const words = text.work;
  const heads = [words.best, words.rank, words.effort];
  const name = ({ of, who }: WorkDone) => (of === 'account' ? providerName(who) : who);
  const cells = (done: WorkDone) => [
    formatDifficulty(done.bestDifficulty),
    rankWords(done.chanceBelow),
    effortWords(done.effort),
  ];
  return (
    <details class={moreStyles.more}>
      <summary>{words.heading}</summary>
      <div class={styles.box}>
        <table class={styles.table} aria-label={words.caption}>
          <thead>
            <tr>
              <th scope="col">{words.who}</th>
              <For each={heads}>{(head) => <th scope="col">{head}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <Index each={props.done}>
              {(done) => (
                <tr>
                  <th scope="row">{name(done())}</th>
                  <Index each={cells(done())}>{(cell, i) => <td data-head={heads[i]}>{cell()}</td>}</Index>
                </tr>
              )}
            </Index>
          </tbody>
          <caption>{words.hint}</caption>
        </table>
      </div>
    </details>
  );
}
