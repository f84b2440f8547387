import { createSignal, For, Show } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { NextAction } from '../../domain/plan.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatClock } from '../../ui/format/clock-time.ts';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { plan as text } from '../../ui/text/en/plan.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import { useFleet } from '../fleet-context.ts';
import type { ShownPlan } from './create-plan.ts';
import styles from './plan-page.module.css';
import { bringsWords, modeWords, whenWords } from './plan-words.ts';

const MODES = (['dry-run', 'live', 'paused'] as const).map((choice) => ({
  choice,
  label: text.carrying.names[choice],
}));
const LENGTHS = (['30', '60', '120', '240', '480'] as const).map((choice) => ({
  choice,
  label: text.curtail.lengths[choice],
}));
const MOST_SHOWN = 3;

/** What is done next, whether it is carried out, and the way to take all miners off now. */
export function CarryingCard(props: {
  readonly fleet: FleetView;
  readonly view: PlanView;
  readonly shown: ShownPlan;
  readonly nameOf: (minerId: string) => string;
}) {
  const carrying = () => props.view.rules.carrying;
  const planned = () =>
    props.fleet.miners.filter(({ miner }) => props.view.rules.minerIds.includes(miner.id));
  const namesOf = (miners: FleetView['miners']) => miners.map(({ miner }) => miner.name).join(', ');
  const watched = () => namesOf(planned().filter(({ miner }) => miner.control !== 'by-hand'));
  const handedOver = () =>
    namesOf(planned().filter(({ miner }) => miner.away !== undefined && miner.control === 'by-hand'));
  const resting = () => namesOf(planned().filter(({ state }) => state === 'paused'));
  return (
    <Card
      heading={text.carrying.heading}
      aside={
        <Show when={props.view.canUndo}>
          <Button
            look="quiet"
            busy={props.shown.busy()}
            onClick={() =>
              void props.shown.ask((collector) => collector.undoPlanRules(), text.carrying.undone)
            }
          >
            {text.undo}
          </Button>
        </Show>
      }
    >
      <ChoiceField
        label={text.carrying.label}
        choices={MODES}
        chosen={carrying()}
        onChoose={(mode) => void props.shown.ask((collector) => collector.setPlanMode(mode))}
      />
      <p class={styles.hint}>{text.carrying.means[carrying()]}</p>
      <Show when={props.view.isElsewhere}>
        <Notice tone="info">{text.carrying.elsewhere}</Notice>
      </Show>
      <Show when={carrying() === 'live' && props.fleet.recorder}>
        <p class={styles.hint}>
          {handedOver() === '' ? text.carrying.askHelper : text.carrying.byHelper(handedOver())}
        </p>
      </Show>
      <Show when={carrying() === 'live' && watched()}>
        {(names) => <Notice tone="info">{text.carrying.watchOnly(names())}</Notice>}
      </Show>
      <Show when={carrying() !== 'live' && resting()}>
        {(names) => <Notice tone="info">{text.carrying.resting(names())}</Notice>}
      </Show>
      <Show when={props.view.plan}>
        {(plan) => <Actions actions={plan().actions} currency={plan().currency} nameOf={props.nameOf} />}
      </Show>
      <Curtailing view={props.view} shown={props.shown} />
    </Card>
  );
}

function Actions(props: {
  readonly actions: readonly NextAction[];
  readonly currency: string;
  readonly nameOf: (minerId: string) => string;
}) {
  const { nowMs } = useFleet();
  const line = ({ atMs, minerId, from, to }: NextAction) =>
    text.carrying.next(whenWords(atMs, nowMs()), props.nameOf(minerId), modeWords(from), modeWords(to));
  const why = ({ why, money }: NextAction) =>
    [text.carrying.because(text.whys[why]), bringsWords(money, props.currency)].filter(Boolean).join(', ');
  return (
    <Show when={props.actions.length > 0} fallback={<p>{text.carrying.nothing}</p>}>
      <ol class={styles.actions}>
        <For each={props.actions.slice(0, MOST_SHOWN)}>
          {(action, place) => (
            <li data-first={place() === 0}>
              <strong>{line(action)}</strong>
              <span class={styles.hint}>{why(action)}</span>
            </li>
          )}
        </For>
      </ol>
      <Show when={props.actions.length > MOST_SHOWN}>
        <p class={styles.hint}>{text.carrying.more(props.actions.length - MOST_SHOWN)}</p>
      </Show>
    </Show>
  );
}

function Curtailing(props: { readonly view: PlanView; readonly shown: ShownPlan }) {
  const { nowMs } = useFleet();
  const [minutes, setMinutes] = createSignal<(typeof LENGTHS)[number]['choice']>('60');
  const until = () => {
    const atMs = props.view.rules.curtailedUntilMs;
    return atMs !== undefined && atMs > nowMs() ? atMs : undefined;
  };
  return (
    <Show
      when={until()}
      fallback={
        <div class={styles.curtail}>
          <p class={styles.hint}>{text.curtail.explain}</p>
          <SelectField
            label={text.curtail.forHow}
            choices={LENGTHS}
            chosen={minutes()}
            onChoose={setMinutes}
          />
          <Button
            look="danger"
            busy={props.shown.busy()}
            onClick={() => void props.shown.ask((collector) => collector.curtailNow(Number(minutes())))}
          >
            {text.curtail.button}
          </Button>
        </div>
      }
    >
      {(atMs) => (
        <Notice
          tone="watch"
          live
          action={
            <Button
              busy={props.shown.busy()}
              onClick={() => void props.shown.ask((collector) => collector.releaseCurtailment())}
            >
              {text.curtail.release}
            </Button>
          }
        >
          {props.view.rules.carrying === 'live'
            ? text.curtail.until(formatClock(atMs()))
            : text.curtail.untilDry(formatClock(atMs()))}
        </Notice>
      )}
    </Show>
  );
}
