import { createMemo, createSignal, For, Index, Show } from 'solid-js';
import type { CoinRow, PricedEstimate, RankedCoin } from '../../domain/economics/coin-table.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { coins as text } from '../../ui/text/en/coins.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { useFleet } from '../fleet-context.ts';
import { type CoinRanking, coinRanking, LOST_MINUTES, type RankingInputs } from './coin-ranking.ts';
import { CoinSpreadCard } from './coin-spread-card.tsx';
import { coinVerdict, nameOf, providerName } from './coin-words.ts';
import styles from './miner-pay-table.module.css';

import moreStyles from './more-money.module.css';
import { type ShownMoney, shownADay, shownMoney, shownSigned } from './shown-money.ts';

const HORIZONS = ['1', '7', '30'] as const;

/** All that the running miners can mine, best first, and whether a switch would be worth its loss. */
export function CoinCard(props: {
  readonly inputs: Omit<RankingInputs, 'horizonDays'>;
  readonly shown: ShownMoney;
}) {
  const fleet = useFleet();
  // No source speaks of its miners, and none that is switched on would.
  const demo = () => fleet.kind === 'demo';
  const [horizon, setHorizon] = createSignal<(typeof HORIZONS)[number]>('7');
  const ranking = createMemo(() => coinRanking({ ...props.inputs, horizonDays: Number(horizon()) }));
  const ranked = () => ranking().rows.flatMap((row) => (row.kind === 'ranked' ? [row] : []));
  return (
    <Card heading={text.heading}>
      <Show when={ranking().hardware.length > 0} fallback={<p>{text.noneRuns}</p>}>
        <For each={demo() ? [text.demo] : coinVerdict(ranking(), props.shown, Number(horizon()))}>
          {(sentence) => <p class={moreStyles.verdict}>{sentence}</p>}
        </For>
        <Show
          when={ranked().length > 0}
          fallback={
            <Show when={!demo()}>
              <SourcesLink />
            </Show>
          }
        >
          <ChoiceField
            label={text.horizon}
            choices={HORIZONS.map((choice) => ({ choice, label: text.days(Number(choice)) }))}
            chosen={horizon()}
            onChoose={setHorizon}
          />
          <CoinTable
            rows={ranked()}
            ranking={ranking()}
            shown={props.shown}
            horizonDays={Number(horizon())}
          />
          <For each={ranking().hardware}>
            {({ algorithm, hashrateHs }) => (
              <CoinSpreadCard
                ranking={ranking()}
                algorithm={algorithm}
                hashrateHs={hashrateHs}
                shown={props.shown}
              />
            )}
          </For>
          <Tellers rows={ranked()} shown={props.shown} />
        </Show>
        {/* Where nothing is known of any, the sentence above has said so. */}
        <Unranked rows={ranking().rows.filter((row) => ranked().length > 0 || row.stale.length > 0)} />
      </Show>
    </Card>
  );
}

function SourcesLink() {
  return (
    <div>
      <ButtonLink href="/settings/sources">{text.sources}</ButtonLink>
    </div>
  );
}

function CoinTable(props: {
  readonly rows: readonly RankedCoin[];
  readonly ranking: CoinRanking;
  readonly shown: ShownMoney;
  readonly horizonDays: number;
}) {
  const words = text.table;
  const heads = [words.earned, words.spread, words.change, words.net];
  const cells = (row: RankedCoin): readonly string[] => [
    shownMoney(row.revenuePerDay, props.shown),
    spreadOf(row, props.shown),
    changeOf(row, props.shown, props.horizonDays),
    row.netPerDay === undefined ? words.unknown : shownMoney(row.netPerDay, props.shown),
  ];
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={words.caption}>
        <thead>
          <tr>
            <th scope="col">{words.coin}</th>
            <For each={heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>
          {/* By place: each figure that arrives counts anew. */}
          <Index each={props.rows}>
            {(row) => (
              <tr>
                <th scope="row">
                  {nameOf(row())}
                  <div class={styles.efficiency}>{notesOf(row(), props.ranking)}</div>
                </th>
                <Index each={cells(row())}>{(cell, i) => <td data-head={heads[i]}>{cell()}</td>}</Index>
              </tr>
            )}
          </Index>
        </tbody>
        <caption>{text.basis(LOST_MINUTES)}</caption>
      </table>
    </div>
  );
}

function notesOf({ current, terms }: RankedCoin, { merged, hardware }: CoinRanking): string {
  const beside = terms.coin === undefined ? [] : (merged[terms.coin] ?? []);
  return [
    ...(current ? [text.table.now] : []),
    ...(hardware.length > 1 ? [profit.algorithms[terms.algorithm]] : []),
    ...(beside.length > 0 ? [text.table.beside(beside.join(', '))] : []),
  ].join(' · ');
}

function spreadOf({ lowPerDay, highPerDay, estimates }: RankedCoin, shown: ShownMoney): string {
  if (estimates.length === 1) return text.table.oneTeller;
  return `${shownMoney(lowPerDay, shown)} – ${shownMoney(highPerDay, shown)}`;
}

function changeOf({ current, switching }: RankedCoin, shown: ShownMoney, days: number): string {
  if (current) return text.table.now;
  return switching === undefined
    ? text.table.unknown
    : text.table.perDay(shownSigned(switching.gain / days, shown));
}

/** Every figure with who told it and how old it is. */
function Tellers(props: { readonly rows: readonly RankedCoin[]; readonly shown: ShownMoney }) {
  const line = ({ estimate, revenuePerDay, ageMs }: PricedEstimate) =>
    text.estimate(providerName(estimate.provider), shownADay(revenuePerDay, props.shown), formatAge(ageMs));
  return (
    <details class={moreStyles.more}>
      <summary>{text.who}</summary>
      <dl>
        <Index each={props.rows}>
          {(row) => (
            <div>
              <dt>{nameOf(row())}</dt>
              <For each={row().estimates}>{(each) => <dd>{line(each)}</dd>}</For>
              <For each={row().stale}>{(each) => <dd>{text.tooOld(line(each))}</dd>}</For>
            </div>
          )}
        </Index>
      </dl>
    </details>
  );
}

/** What cannot be compared, and why. */
function Unranked(props: { readonly rows: readonly CoinRow[] }) {
  const unranked = () => props.rows.flatMap((row) => (row.kind === 'unranked' ? [row] : []));
  const names = (why: 'no-estimate' | 'stale') =>
    unranked()
      .filter((row) => row.why === why)
      .map(nameOf)
      .join(', ');
  return (
    <Show when={unranked().length > 0}>
      <details class={moreStyles.more}>
        <summary>{text.unranked.heading(unranked().length)}</summary>
        <For each={['stale', 'no-estimate'] as const}>
          {(why) => <Show when={names(why)}>{(list) => <p>{text.unranked[why](list())}</p>}</Show>}
        </For>
      </details>
    </Show>
  );
}
