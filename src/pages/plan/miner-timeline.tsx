import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import type { MinerPlan, PlanMode, PlanSlot } from '../../domain/plan.ts';
import type { PlanOverride } from '../../domain/plan-rules.ts';
import { formatClock, formatDayAndClock } from '../../ui/format/clock-time.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { plan as text } from '../../ui/text/en/plan.ts';
import type { ShownPlan } from './create-plan.ts';
import { modeWords } from './plan-words.ts';
import { afterKey, endsOf, keptChoice, type SlotChoice, slotAt, spanOf, stretchesOf } from './slot-choice.ts';
import { SlotChooser } from './slot-chooser.tsx';
import styles from './timeline.module.css';

/** One miner's hours: chosen by dragging over them, by touch or by keys, and set to a mode. */
export function MinerTimeline(props: {
  readonly miner: MinerPlan;
  readonly name: string;
  readonly currency: string;
  readonly modes: readonly PlanMode[];
  readonly overrides: readonly PlanOverride[];
  readonly shown: ShownPlan;
}) {
  const id = createUniqueId();
  const [choice, setChoice] = createSignal<SlotChoice>();
  const [isOpen, setIsOpen] = createSignal(false);
  const [isDragging, setIsDragging] = createSignal(false);
  let row: HTMLDivElement | undefined;
  const slots = () => props.miner.slots;
  const count = () => slots().length;
  const its = createMemo(() => props.overrides.filter(({ minerId }) => minerId === props.miner.minerId));
  // A plan is made anew while its owner chooses: the same hours stay chosen.
  createEffect(
    on(slots, (now, before) => {
      const chosen = choice();
      const kept = chosen && before && keptChoice(chosen, before, now);
      setChoice(kept);
      if (!kept) setIsOpen(false);
    }),
  );
  const money = (amount: number) => formatMoney(amount, { currency: props.currency, sign: 'always' });
  const isChosen = (place: number) => {
    const chosen = choice();
    if (!chosen) return false;
    const [first, last] = endsOf(chosen);
    return place >= first && place <= last;
  };
  const isOwn = ({ fromMs }: PlanSlot) => its().some((each) => fromMs >= each.fromMs && fromMs < each.toMs);

  function onKeyDown(event: KeyboardEvent): void {
    if ((event.key === 'Enter' || event.key === ' ') && choice()) {
      event.preventDefault();
      setIsOpen(true);
      return;
    }
    if (event.key === 'Escape') {
      setChoice(undefined);
      setIsOpen(false);
      return;
    }
    const next = afterKey(choice() ?? { anchor: -1, cursor: -1 }, event, count());
    if (!next) return;
    event.preventDefault();
    setChoice(next.anchor < 0 ? { ...next, anchor: next.cursor } : next);
  }

  const placeUnder = (event: PointerEvent) => {
    const box = row?.getBoundingClientRect();
    return box && box.width > 0 ? slotAt(slots(), (event.clientX - box.left) / box.width) : 0;
  };
  function onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    const place = placeUnder(event);
    const before = choice();
    // A finger scrolls where a mouse drags: a second touch widens what the first has chosen.
    if (event.pointerType === 'touch' && before && isOpen()) {
      setChoice({ ...before, cursor: place });
      return;
    }
    setChoice({ anchor: event.shiftKey && before ? before.anchor : place, cursor: place });
    if (event.pointerType === 'touch') setIsOpen(true);
    else setIsDragging(true);
  }
  function onPointerMove(event: PointerEvent): void {
    const before = choice();
    if (isDragging() && before) setChoice({ ...before, cursor: placeUnder(event) });
  }
  function onPointerUp(event: PointerEvent): void {
    if (!isDragging()) return;
    onPointerMove(event);
    setIsDragging(false);
    setIsOpen(true);
  }

  const strike = () => {
    const found = props.miner.strikes.find(({ mode }) => mode === 'normal');
    return (
      found &&
      text.timeline.strike(
        modeWords(found.mode),
        formatPricePerKwh(found.againstOffPerKwh, { currency: props.currency }),
      )
    );
  };
  return (
    <section class={styles.strip} aria-label={props.name}>
      <p class={styles.name}>
        <b>{props.name}</b>{' '}
        <span>{[text.timeline.brings(money(props.miner.net)), strike()].filter(Boolean).join(' · ')}</span>
      </p>
      <div
        ref={row}
        class={styles.row}
        role="listbox"
        tabIndex={0}
        aria-multiselectable="true"
        aria-orientation="horizontal"
        aria-label={text.timeline.row(props.name)}
        aria-activedescendant={choice() ? `${id}-${choice()?.cursor}` : undefined}
        data-dragging={isDragging()}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          onPointerDown(event);
          if (isDragging()) event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setIsDragging(false)}
      >
        <For each={slots()}>
          {(slot, place) => (
            <div
              id={`${id}-${place()}`}
              role="option"
              tabIndex={-1}
              class={styles.slot}
              aria-selected={isChosen(place())}
              aria-label={text.timeline.slot(
                formatClock(slot.fromMs),
                formatClock(slot.toMs),
                modeWords(slot.mode),
                text.whys[slot.why],
                money(slot.net),
              )}
              data-mode={slot.mode}
              data-own={isOwn(slot)}
              data-cursor={choice()?.cursor === place()}
              style={{
                left: `${left(slots(), slot.fromMs)}%`,
                width: `${left(slots(), slot.toMs) - left(slots(), slot.fromMs)}%`,
              }}
            />
          )}
        </For>
      </div>
      <Show when={isOpen() && choice()}>
        {(chosen) => (
          <SlotChooser
            miner={props.miner}
            name={props.name}
            span={spanOf(slots(), chosen())}
            modes={props.modes}
            overrides={its()}
            shown={props.shown}
            onClose={() => {
              setIsOpen(false);
              setChoice(undefined);
              row?.focus();
            }}
          />
        )}
      </Show>
      <Table slots={slots()} money={money} name={props.name} />
    </section>
  );
}

/** Where in the row's time a moment lies, %. */
function left(slots: readonly PlanSlot[], atMs: number): number {
  const [first, last] = [slots[0]?.fromMs ?? 0, slots.at(-1)?.toMs ?? 1];
  return (100 * (atMs - first)) / (last - first);
}

/** The same in words; computed only while it is open. */
function Table(props: {
  readonly slots: readonly PlanSlot[];
  readonly money: (amount: number) => string;
  readonly name: string;
}) {
  const [open, setOpen] = createSignal(false);
  return (
    <details class={styles.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.timeline.table}</summary>
      <Show when={open()}>
        <table>
          <caption class="visually-hidden">{text.timeline.row(props.name)}</caption>
          <thead>
            <tr>
              <For each={text.timeline.columns}>{(head) => <th scope="col">{head}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={stretchesOf(props.slots)}>
              {({ fromMs, toMs, mode, why, net }) => (
                <tr>
                  <th scope="row">{formatDayAndClock(fromMs)}</th>
                  <td>{formatDayAndClock(toMs)}</td>
                  <td>{modeWords(mode)}</td>
                  <td>{text.whys[why]}</td>
                  <td>{props.money(net)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </details>
  );
}
