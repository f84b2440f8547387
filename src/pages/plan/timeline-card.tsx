import { For, Show } from 'solid-js';
import type { FleetPlan, PlanConditions } from '../../domain/plan.ts';
import { Card } from '../../ui/card.tsx';
import { formatClock } from '../../ui/format/clock-time.ts';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { formatPower } from '../../ui/format/power.ts';
import { plan as text } from '../../ui/text/en/plan.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import type { ShownPlan } from './create-plan.ts';
import { MinerTimeline } from './miner-timeline.tsx';
import styles from './timeline.module.css';

const MODES = ['off', 'eco', 'normal', 'boost'] as const;
const AXIS_HOURS = 6;

/** The next 48 hours: what power costs, what the sun leaves over, and a row for each miner in which its hours can be set. */
export function TimelineCard(props: {
  readonly plan: FleetPlan;
  readonly view: PlanView;
  readonly shown: ShownPlan;
  readonly nameOf: (minerId: string) => string;
}) {
  const heatW = () =>
    props.plan.conditions.map((_, t) =>
      props.plan.miners.reduce((sum, { slots }) => sum + (slots[t]?.powerW ?? 0), 0),
    );
  const surplusW = () => props.plan.conditions.map((slot) => slot.surplusW ?? Number.NaN);
  const prices = () => props.plan.conditions.map((slot) => slot.pricePerKwh ?? Number.NaN);
  const perKwh = (price: number) => formatPricePerKwh(price, { currency: props.plan.currency });
  const known = () => prices().filter((price) => !Number.isNaN(price));
  return (
    <Card heading={text.timeline.heading}>
      <p class={styles.hint}>{text.timeline.help}</p>
      <section class={styles.scroll} tabindex="0" aria-label={text.timeline.scroll}>
        <div class={styles.time}>
          <Axis plan={props.plan} />
          <Strip
            label={text.timeline.price}
            words={text.timeline.priceWords(perKwh(Math.min(...known())), perKwh(Math.max(...known())))}
            note={
              props.plan.conditions.some(({ price }) => price === 'forecast')
                ? text.timeline.foreseen
                : undefined
            }
            plan={props.plan}
            values={prices()}
            kind="price"
          />
          <Show when={surplusW().some((each) => each > 0)}>
            <Strip
              label={text.timeline.sun}
              words={text.timeline.sunWords(formatPower(largest(surplusW())))}
              plan={props.plan}
              values={surplusW()}
              kind="sun"
            />
          </Show>
          <Show when={props.view.rules.heat.length > 0}>
            <Strip
              label={text.timeline.heat}
              words={text.timeline.heatWords(formatPower(largest(heatW())))}
              plan={props.plan}
              values={heatW()}
              kind="heat"
            />
          </Show>
          <For each={props.plan.miners.map(({ minerId }) => minerId)}>
            {(minerId) => (
              <Show when={props.plan.miners.find((each) => each.minerId === minerId)}>
                {(its) => (
                  <MinerTimeline
                    miner={its()}
                    name={props.nameOf(minerId)}
                    currency={props.plan.currency}
                    modes={props.view.modes[minerId] ?? []}
                    overrides={props.view.rules.overrides}
                    shown={props.shown}
                  />
                )}
              </Show>
            )}
          </For>
        </div>
      </section>
      <ul class={styles.legend} aria-label={text.timeline.legend}>
        <For each={MODES}>{(mode) => <li data-mode={mode}>{text.modes[mode]}</li>}</For>
        <li data-mode="own">{text.timeline.own}</li>
      </ul>
    </Card>
  );
}

function largest(values: readonly number[]): number {
  return Math.max(0, ...values.filter((value) => !Number.isNaN(value)));
}

/** Where in a plan's time a moment lies, %. */
function placeIn({ fromMs, toMs }: FleetPlan, atMs: number): number {
  return (100 * (atMs - fromMs)) / (toMs - fromMs);
}

function Axis(props: { readonly plan: FleetPlan }) {
  const ticks = () =>
    props.plan.conditions.filter(({ fromMs }) => {
      const at = new Date(fromMs);
      return at.getMinutes() === 0 && at.getHours() % AXIS_HOURS === 0;
    });
  return (
    <div class={styles.axis} aria-hidden="true">
      <For each={ticks()}>
        {({ fromMs }) => (
          <span
            data-midnight={new Date(fromMs).getHours() === 0}
            style={{ left: `${placeIn(props.plan, fromMs)}%` }}
          >
            {formatClock(fromMs)}
          </span>
        )}
      </For>
    </div>
  );
}

/** A figure through the hours as bars; told in words for who does not see it. */
function Strip(props: {
  readonly label: string;
  readonly words: string;
  readonly note?: string | undefined;
  readonly plan: FleetPlan;
  readonly values: readonly number[];
  readonly kind: 'price' | 'sun' | 'heat';
}) {
  const most = () => Math.max(1e-9, largest(props.values));
  const height = (value: number) => (Number.isNaN(value) ? 100 : Math.max(3, (100 * value) / most()));
  const knowledge = (slot: PlanConditions) => (props.kind === 'price' ? slot.price : 'known');
  return (
    <div class={styles.strip}>
      <p class={styles.name}>
        <b>{props.label}</b> <span>{props.words}</span>
        <Show when={props.note}>{(note) => <span> {note()}</span>}</Show>
      </p>
      <div class={styles.bars} data-kind={props.kind} aria-hidden="true">
        <For each={props.plan.conditions}>
          {(slot, t) => (
            <span
              data-known={knowledge(slot)}
              style={{
                left: `${placeIn(props.plan, slot.fromMs)}%`,
                width: `${placeIn(props.plan, slot.toMs) - placeIn(props.plan, slot.fromMs)}%`,
                height: `${height(props.values[t()] ?? Number.NaN)}%`,
              }}
            />
          )}
        </For>
      </div>
    </div>
  );
}
