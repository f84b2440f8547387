import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { points as text } from '../../ui/text/en/points.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import shared from './break-even-card.module.css';
import type { MinerPay } from './fleet-pay.ts';
import { knownPoints } from './known-points.ts';
import table from './miner-pay-table.module.css';
import { type KnownPoint, pointTable } from './point-rows.ts';
import { bestWords, pointCells, pointHeads, pointTitle, ruleWords } from './point-words.ts';
import styles from './points-card.module.css';
import type { ShownMoney } from './shown-money.ts';
import type { ShaUnit } from './work-unit.ts';

interface PointsProps {
  readonly miners: readonly MinerPay[];
  readonly shown: ShownMoney;
  readonly sha: ShaUnit;
}

type Counted = MinerPay & { readonly day: NonNullable<MinerPay['day']> };

/** The points at which a miner can run, each with what it would leave of today, and the one that leaves most. */
export function PointsCard(props: PointsProps) {
  const [open, setOpen] = createSignal(false);
  const [chosen, setChosen] = createSignal('');
  const counted = createMemo(() =>
    props.miners.flatMap((each): readonly Counted[] => (each.day ? [{ ...each, day: each.day }] : [])),
  );
  const whose = () => counted().find(({ view }) => view.miner.id === chosen()) ?? counted()[0];
  // A list that is open must not be built anew with each view.
  const choices = createMemo(
    () => counted().map(({ view }) => ({ choice: view.miner.id, label: view.miner.name })),
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  return (
    <Show when={whose()}>
      {(miner) => (
        <Card heading={text.heading}>
          <p class={shared.hint}>{text.what}</p>
          <Show when={choices().length > 1}>
            <SelectField
              label={text.whose}
              choices={choices()}
              chosen={miner().view.miner.id}
              onChoose={setChosen}
            />
          </Show>
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary class={shared.summary}>{text.open}</summary>
            {/* Its record of a month is long: read only while it is looked at. */}
            <Show when={open()}>
              <Points miner={miner()} shown={props.shown} sha={props.sha} />
            </Show>
          </details>
        </Card>
      )}
    </Show>
  );
}

function Points(props: Omit<PointsProps, 'miners'> & { readonly miner: Counted }) {
  const fleet = useFleet();
  const minerId = createMemo(() => props.miner.view.miner.id);
  const answer = createAnswer(minerId, async (id) => {
    const { SHIPPED_HARDWARE } = await import('../../domain/shipped-hardware.ts');
    const { view, day } = props.miner;
    return {
      id,
      points: await knownPoints(fleet.collector, SHIPPED_HARDWARE, { view, day, nowMs: fleet.nowMs() }),
    };
  });
  // Of another miner nothing is shown while its own is being read.
  const points = () => {
    const latest = answer.latest();
    return latest?.id === minerId() ? latest.points : undefined;
  };
  return (
    <Switch fallback={<Skeleton height="8rem" />}>
      <Match when={answer.failed()}>
        <p role="alert">{text.failed}</p>
      </Match>
      <Match when={points()?.length === 1}>
        <p>{text.one}</p>
      </Match>
      <Match when={points()}>{(known) => <PointList {...props} points={known()} />}</Match>
    </Switch>
  );
}

function PointList(
  props: Omit<PointsProps, 'miners'> & { readonly miner: Counted; readonly points: readonly KnownPoint[] },
) {
  const its = createMemo(() => pointTable(props.points, props.miner.day));
  const shownAs = () => ({
    shown: props.shown,
    sha: props.sha,
    algorithm: props.miner.view.miner.identity.algorithm,
  });
  const isMixed = () => props.points.some(({ source }) => source === 'preset' || source === 'rated');
  return (
    <>
      <p>{bestWords(its().rows, props.shown)}</p>
      <div class={table.box}>
        <table class={table.table} aria-label={text.table}>
          <thead>
            <tr>
              <For each={pointHeads}>{(head) => <th scope="col">{head}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={its().rows}>
              {(row) => {
                const title = pointTitle(row);
                return (
                  <tr>
                    <th scope="row">
                      <div class={table.line}>{title.name}</div>
                      <div class={styles.told}>{title.told}</div>
                      <Show when={title.best}>{(best) => <div class={styles.best}>{best()}</div>}</Show>
                    </th>
                    <For each={pointCells(row, shownAs())}>
                      {(cell, i) => (
                        <td data-head={pointHeads[i() + 1]}>
                          <div>
                            <For each={cell}>{(line) => <div class={table.line}>{line}</div>}</For>
                          </div>
                        </td>
                      )}
                    </For>
                  </tr>
                );
              }}
            </For>
          </tbody>
        </table>
      </div>
      <p class={shared.hint}>{ruleWords(its().worthJoulesPerTh, shownAs())}</p>
      <Show when={isMixed()}>
        <p class={shared.hint}>{text.mixed}</p>
      </Show>
    </>
  );
}
