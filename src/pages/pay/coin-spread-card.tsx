import { createMemo, createResource, createSignal, For, Match, Show, Switch } from 'solid-js';
import { type AllocationPlan, EMPTY_ALLOCATION } from '../../domain/allocation.ts';
import type { RankedCoin } from '../../domain/economics/coin-table.ts';
import type { Algorithm } from '../../domain/miner.ts';
import { Card } from '../../ui/card.tsx';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { allocate } from '../../ui/text/en/allocate.ts';
import { useFleet } from '../fleet-context.ts';
import type { CoinRanking } from './coin-ranking.ts';
import { nameOf } from './coin-words.ts';
import { type ShownMoney, shownADay } from './shown-money.ts';

const text = allocate.coins;
const HS_PER_THS = 1e12;
const USUAL_MOST_SHARE = 0.7;

/** What it costs to put no more than a part of the hashrate on one coin, and how it is then split. */
export function CoinSpreadCard(props: {
  readonly ranking: CoinRanking;
  readonly algorithm: Algorithm;
  readonly hashrateHs: number;
  readonly shown: ShownMoney;
}) {
  const { collector } = useFleet();
  const [mostShare, setMostShare] = createSignal(USUAL_MOST_SHARE);
  const coins = createMemo(() =>
    props.ranking.rows.filter(
      (row): row is RankedCoin => row.kind === 'ranked' && row.terms.algorithm === props.algorithm,
    ),
  );
  const plan = createMemo((): AllocationPlan | undefined =>
    coins().length < 2 ? undefined : spreadOf(coins(), props.hashrateHs, mostShare()),
  );
  const [answer] = createResource(plan, (asked) => collector.allocate(asked));
  const best = () => Math.max(...coins().map(({ revenuePerDay }) => revenuePerDay));
  const split = () => {
    const result = answer.latest?.result;
    return result?.status === 'optimal' ? result : undefined;
  };
  const nameById = (id: string) => {
    const row = coins().find((each) => idOf(each) === id);
    return row ? nameOf(row) : id;
  };
  const rate = (ths: number) => formatHashrate(ths * HS_PER_THS, { algorithm: props.algorithm });
  return (
    <Show when={plan()}>
      <Card heading={text.heading}>
        <p>
          {text.sentence(coins().length, formatHashrate(props.hashrateHs, { algorithm: props.algorithm }))}
        </p>
        <NumberField
          label={text.label}
          unit="%"
          value={100 * mostShare()}
          notANumber={allocate.notANumber}
          check={(value) => (value < 1 ? allocate.below : value > 100 ? allocate.above100 : undefined)}
          onCommit={(value) => setMostShare((value ?? 100) / 100)}
        />
        <Switch>
          <Match when={answer.error}>
            <Notice tone="watch">{allocate.failed}</Notice>
          </Match>
          <Match when={split()}>
            {(found) => (
              <>
                <ul>
                  <For each={Object.entries(found().units).filter(([, units]) => units > 1e-9)}>
                    {([id, units]) => (
                      <li>
                        {text.line(
                          nameById(id),
                          rate(units),
                          shownADay(earned(coins(), id, units), props.shown),
                        )}
                      </li>
                    )}
                  </For>
                </ul>
                <p>{text.costs(shownADay(Math.max(0, best() - found().earnedPerDay), props.shown))}</p>
              </>
            )}
          </Match>
          <Match when={answer.latest}>
            <Notice tone="watch">{text.impossible}</Notice>
          </Match>
        </Switch>
      </Card>
    </Show>
  );

  function earned(rows: readonly RankedCoin[], id: string, units: number): number {
    const row = rows.find((each) => idOf(each) === id);
    return row ? (row.revenuePerDay * units * HS_PER_THS) / props.hashrateHs : 0;
  }
}

/** All of the hashrate on some coin, no more than a part of it on one. */
function spreadOf(coins: readonly RankedCoin[], hashrateHs: number, mostShare: number): AllocationPlan {
  const ths = hashrateHs / HS_PER_THS;
  return {
    ...EMPTY_ALLOCATION,
    resources: { 'hashrate-ths': ths },
    workloads: coins.map((row) => ({
      id: idOf(row),
      name: row.terms.label,
      presentUnits: row.current ? ths : 0,
      earnedPerUnitDay: row.revenuePerDay / ths,
      perUnit: { 'hashrate-ths': 1 },
      most: mostShare * ths,
    })),
  };
}

function idOf({ terms }: RankedCoin): string {
  return terms.coin ?? terms.label;
}
