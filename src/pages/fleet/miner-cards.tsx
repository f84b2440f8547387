import { type ComponentProps, createMemo, type JSX, lazy, Show, Suspense } from 'solid-js';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { createRemembered } from '../../ui/remembered-signal.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { fleet } from '../../ui/text/en/fleet.ts';
import { CardList } from './card-list.tsx';
import { type Choice, createChoice } from './create-choice.ts';
import { createFleetFilter } from './create-fleet-filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { isFiltering, NO_FILTER, sift } from './fleet-filter.ts';
import { MinerCard } from './miner-card.tsx';
import styles from './miner-cards.module.css';
import { orderedMiners, SORTS, type Sort } from './miner-order.ts';

const text = fleet.miners;
/** From here on only the cards near the screen are drawn. */
const MANY = 60;

/** Few owners have so many miners, and few choose some at each visit: both come when they are needed. */
const LongCardList = lazy(async () => ({ default: (await import('./long-card-list.tsx')).LongCardList }));
const ChoiceBar = lazy(async () => ({ default: (await import('./choice-bar.tsx')).ChoiceBar }));

/** The miners as cards: those that the owner asked for, in the order that this browser remembers. */
export function MinerCards(props: { readonly view: FleetView; readonly nowMs: number }) {
  const [sort, setSort] = createRemembered('fleet-sort', SORTS, 'worst');
  const { filter, change } = createFleetFilter();
  const miners = createMemo(
    () => new Map(props.view.miners.map((view): [string, MinerView] => [view.miner.id, view])),
  );
  const sifted = createMemo(() => sift(props.view, filter(), props.nowMs));
  // Ids and not views: a new view of a miner must not build its card anew under the owner's finger.
  const ids = createMemo(
    () => {
      const shown = { ...props.view, miners: sifted().shown };
      return orderedMiners(shown, sort(), props.nowMs).map(({ miner }) => miner.id);
    },
    undefined,
    { equals: sameOrder },
  );
  const choice = createChoice({ shown: ids, all: () => [...miners().keys()] });
  let chooser: HTMLButtonElement | undefined;
  const endChoice = () => {
    choice.end();
    // The bar that had the focus is gone.
    chooser?.focus();
  };
  const card = (id: string) => (
    <Show when={miners().get(id)}>
      {(view) => <Card view={view()} fleet={props.view} nowMs={props.nowMs} choice={choice} />}
    </Show>
  );
  return (
    <section
      class={styles.section}
      aria-labelledby="miners"
      data-choosing={choice.choosing()}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && choice.choosing() && !inDialog(event.target)) endChoice();
      }}
    >
      <Head
        sort={sort()}
        onSort={setSort}
        many={props.view.miners.length > 1}
        chooser={
          <Button
            ref={(element) => {
              chooser = element;
            }}
            aria-pressed={choice.choosing()}
            onClick={() => (choice.choosing() ? endChoice() : choice.begin())}
          >
            {fleet.choice.begin}
          </Button>
        }
      />
      <Filter filter={filter()} sifted={sifted()} size={props.view.miners.length} onChange={change} />
      <Show when={choice.choosing()}>
        <Suspense>
          <ChoiceBar
            choice={choice}
            shown={ids().length}
            minerOf={(id) => miners().get(id)?.miner}
            onEnd={endChoice}
          />
        </Suspense>
      </Show>
      <Show
        when={ids().length > 0}
        fallback={<NothingFits all={props.view.miners.length} onClear={() => change(NO_FILTER)} />}
      >
        <Cards ids={ids()}>{card}</Cards>
      </Show>
    </section>
  );
}

/** The filter, where there is something to choose, and how many it shows. */
function Filter(props: ComponentProps<typeof FilterBar>) {
  const filtering = () => isFiltering(props.filter);
  return (
    <>
      <Show when={props.size > 1 || filtering()}>
        <FilterBar {...props} />
      </Show>
      <p class={filtering() ? styles.shown : 'visually-hidden'} role="status">
        <Show when={filtering()}>{fleet.filter.shown(props.sifted.shown.length, props.size)}</Show>
      </p>
    </>
  );
}

function Cards(props: { readonly ids: readonly string[]; readonly children: (id: string) => JSX.Element }) {
  return (
    <Show when={props.ids.length > MANY} fallback={<CardList ids={props.ids}>{props.children}</CardList>}>
      <Suspense fallback={<CardList ids={props.ids.slice(0, MANY / 2)}>{props.children}</CardList>}>
        <LongCardList ids={props.ids}>{props.children}</LongCardList>
      </Suspense>
    </Show>
  );
}

function Head(props: {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly many: boolean;
  readonly chooser: JSX.Element;
}) {
  const choices = SORTS.map((choice) => ({ choice, label: text.sorts[choice] }));
  return (
    <div class={styles.head}>
      <h2 id="miners">{text.heading}</h2>
      <Show when={props.many}>
        <div class={styles.sort}>
          <SelectField label={text.sortBy} choices={choices} chosen={props.sort} onChoose={props.onSort} />
        </div>
        {props.chooser}
      </Show>
      <ButtonLink href="/add" icon="add">
        {text.add}
      </ButtonLink>
    </div>
  );
}

/** A card, which can be ticked while miners are chosen. */
function Card(props: {
  readonly view: MinerView;
  readonly fleet: FleetView;
  readonly nowMs: number;
  readonly choice: Choice;
}) {
  const id = () => props.view.miner.id;
  return (
    <MinerCard
      view={props.view}
      alerts={props.fleet.alerts}
      settings={props.fleet.settings}
      nowMs={props.nowMs}
      tick={
        props.choice.choosing()
          ? {
              on: props.choice.has(id()),
              onToggle: (through) => props.choice.toggle(id(), { through }),
            }
          : undefined
      }
    />
  );
}

function NothingFits(props: { readonly all: number; readonly onClear: () => void }) {
  return (
    <EmptyState
      heading={fleet.filter.nothing}
      purpose={fleet.filter.nothingPurpose(props.all)}
      actions={
        <Button look="primary" onClick={props.onClear}>
          {fleet.filter.clear}
        </Button>
      }
    />
  );
}

function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}

/** A dialog closes on Escape by itself, and that key is meant for it alone. */
function inDialog(target: EventTarget): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
