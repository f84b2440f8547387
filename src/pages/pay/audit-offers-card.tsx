import { createMemo, createSignal, For, Index, Show } from 'solid-js';
import type { ChosenTerms } from '../../domain/chosen-terms.ts';
import type { PoolWorth } from '../../domain/economics/pool-comparison.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { audit as text } from '../../ui/text/en/audit.ts';
import { type OfferedPool, type PoolOffers, poolOffers } from './audit-offers.ts';
import { coinSum } from './audit-words.ts';
import { coinRanking, type RankingInputs } from './coin-ranking.ts';
import styles from './miner-pay-table.module.css';
import type { ShownMoney } from './shown-money.ts';

/** So many pools are seen at once; on a phone each is a card of its own. */
const FIRST = 5;

/** What other pools of the same coin would leave; not shown where the coin or its chain is not known. */
export function OffersCard(props: {
  readonly inputs: Omit<RankingInputs, 'horizonDays'>;
  readonly poolTerms: readonly ChosenTerms[];
  readonly shown: ShownMoney;
}) {
  const offers = createMemo(() => {
    const { inputs } = props;
    const miners = inputs.pay.miners.filter(({ idle }) => idle === undefined);
    const own = { miners, poolTerms: props.poolTerms };
    return poolOffers(coinRanking({ ...inputs, horizonDays: 1 }), inputs, own, inputs.nowMs);
  });
  return (
    <Show when={offers().length > 0}>
      <Card heading={text.offers.heading}>
        {/* By place: each minute counts anew, and a list that was opened stays open. */}
        <Index each={offers()}>{(of) => <OffersTable offers={of()} shown={props.shown} />}</Index>
      </Card>
    </Show>
  );
}

function OffersTable(props: { readonly offers: PoolOffers; readonly shown: ShownMoney }) {
  const words = text.offers;
  const [all, setAll] = createSignal(false);
  const pools = () => (all() ? props.offers.pools : props.offers.pools.slice(0, FIRST));
  const heads = [words.fee, words.refused, words.answers, words.left, words.payout];
  const cells = (worth: OfferedPool) => [
    formatPercent(worth.offer.poolFee),
    refusedWords(worth),
    answerWords(worth),
    coinSum(worth.netPerDay, props.offers.coin, props.shown),
    everyWords(worth),
  ];
  return (
    <div class={styles.box}>
      <table class={styles.table} aria-label={words.caption(props.offers.coin)}>
        <thead>
          <tr>
            <th scope="col">{words.pool}</th>
            <For each={heads}>{(head) => <th scope="col">{head}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={pools()}>
            {(worth) => (
              <tr>
                <th scope="row">
                  {worth.pool}
                  <div class={styles.efficiency}>
                    {worth.measured ? words.yours(worth.offer.scheme) : worth.offer.scheme}
                  </div>
                </th>
                <For each={cells(worth)}>{(cell, i) => <td data-head={heads[i()]}>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
        <caption>
          {words.basis(formatPercent(props.offers.lostFraction))}{' '}
          {props.offers.beside.length > 0 ? words.beside(props.offers.beside.join(', ')) : ''}
        </caption>
      </table>
      <Show when={props.offers.pools.length > FIRST}>
        <Button onClick={() => setAll(!all())}>
          {all() ? words.fewer : words.all(props.offers.pools.length)}
        </Button>
      </Show>
    </div>
  );
}

/** Measured at one's own pools only; nobody knows it of another before mining there. */
function refusedWords({ measured }: OfferedPool): string {
  const words = text.offers;
  const { refused } = measured ?? {};
  if (!refused) return words.notMeasured;
  const [low, high] = [formatPercent(refused.low), formatPercent(refused.high)];
  return words.refusedOf(formatPercent(refused.fraction), low, high);
}

function answerWords({ measured }: OfferedPool): string {
  const answerS = measured?.answerS;
  return answerS === undefined
    ? text.offers.notMeasured
    : withUnit(1000 * answerS, 'ms', { maximumFractionDigits: 0 });
}

/** How often a balance reaches the least that is sent, where the pool publishes one. */
function everyWords({ offer, payout }: PoolWorth): string {
  const words = text.offers;
  if (offer.minPayout === 0 || payout === undefined) return words.notTold;
  return words.every(formatRoughDuration(payout.everyDays * 86_400));
}
