import { createMemo, createSignal, For, Show } from 'solid-js';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { features as text } from '../../ui/text/en/features.ts';
import type { FeatureList, FeatureReport, FeatureWords } from '../../workers/learner-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createShownMoney } from '../pay/create-shown-money.ts';
import { filteredFeatures, groupedFeatures, type Only, ownFeatures } from './feature-filter.ts';
import { FeatureRow, type ShownFeatures } from './feature-row.tsx';
import styles from './features-page.module.css';

const TEN_S = 10_000;
const ONLY = (['all', 'known', 'missing'] as const).map((choice) => ({ choice, label: text.only[choice] }));

/** The features of one thing, group by group, to be searched and opened. */
export function FeatureBrowser(props: { readonly list: FeatureList; readonly report: FeatureReport }) {
  const fleet = useFleet();
  const [search, setSearch] = createSignal('');
  const [only, setOnly] = createSignal<Only>('all');
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set());
  const [openGroups, setOpenGroups] = createSignal<ReadonlySet<string>>(new Set());
  const standings = createMemo(() => new Map(props.report.standings.map((each) => [each.name, each])));
  const untold = createMemo(() => new Set(props.report.untold));
  const own = createMemo(() => ownFeatures(props.list.features, props.report));
  const found = createMemo(() => filteredFeatures(own(), standings(), { search: search(), only: only() }));
  const groups = createMemo(() => groupedFeatures(found()));
  const names = createMemo(() => groups().map(([group]) => group));
  const nowMs = createMemo(() => Math.floor(fleet.nowMs() / TEN_S) * TEN_S);
  const settings = () => fleet.view()?.settings ?? DEFAULT_SETTINGS;
  const money = createShownMoney();
  const isInSats = () => money().unit === 'sats' && money().btcPrice !== undefined;
  const show = (name: string) => {
    setSearch('');
    setOnly('all');
    const group = own().find((each) => each.name === name)?.group;
    if (group) setOpenGroups(toggled(openGroups(), group, true));
    setOpen(toggled(open(), name, true));
    queueMicrotask(() => {
      const summary = document.querySelector<HTMLElement>(`#feature-${CSS.escape(name)} summary`);
      summary?.scrollIntoView({ block: 'center' });
      summary?.focus();
    });
  };
  const shown: ShownFeatures = {
    get list() {
      return props.list;
    },
    get standings() {
      return standings();
    },
    get untold() {
      return untold();
    },
    get units() {
      const { temperatureUnit, hashrateUnit } = settings();
      return { money: money(), temperatureUnit, hashrateUnit };
    },
    get nowMs() {
      return nowMs();
    },
    isOpen: (name) => open().has(name),
    onToggle: (name, isOpen) => setOpen(toggled(open(), name, isOpen)),
    onShow: show,
  };
  const clear = () => {
    setSearch('');
    setOnly('all');
  };
  const isSearching = () => search().trim() !== '';
  return (
    <>
      <div class={styles.filter}>
        <TextField
          type="search"
          label={text.search}
          hint={text.searchHint}
          value={search()}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <ChoiceField label={text.only.label} choices={ONLY} chosen={only()} onChoose={setOnly} />
      </div>
      <p class={styles.hint}>
        <span role="status">{text.found(found().length, own().length)}</span>
        {'. '}
        {text.upTo(formatDayAndClock(props.report.toMs))}{' '}
        <Show when={own().some(({ unit }) => unit.startsWith('¤'))}>
          {(isInSats() ? text.inSatoshi : text.yourCurrency)(money().currency)}
        </Show>
      </p>
      <Show when={found().length === 0}>
        <p>
          {text.noneFound} <Button onClick={clear}>{text.clear}</Button>
        </p>
      </Show>
      <For each={names()}>
        {(group, at) => (
          <Group
            group={group}
            features={groups().find(([name]) => name === group)?.[1] ?? []}
            shown={shown}
            isOpen={
              isSearching() || openGroups().has(group) || (at() === 0 && !openGroups().has(`-${group}`))
            }
            onToggle={(isOpen) =>
              isSearching() ||
              setOpenGroups(toggled(toggled(openGroups(), group, isOpen), `-${group}`, !isOpen))
            }
          />
        )}
      </For>
    </>
  );
}

function Group(props: {
  readonly group: FeatureWords['group'];
  readonly features: readonly FeatureWords[];
  readonly shown: ShownFeatures;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  const known = () =>
    props.features.filter(({ name }) => !Number.isNaN(props.shown.standings.get(name)?.value ?? Number.NaN));
  return (
    <Card>
      <details
        class={styles.group}
        open={props.isOpen}
        onToggle={(event) =>
          event.currentTarget.open !== props.isOpen && props.onToggle(event.currentTarget.open)
        }
      >
        <summary>
          <h2>{text.groups[props.group]}</h2>
          <span class={styles.hint}>{text.inGroup(known().length, props.features.length)}</span>
        </summary>
        <Show when={props.isOpen}>
          <ul class={styles.rows}>
            <For each={props.features}>
              {(feature) => <FeatureRow feature={feature} shown={props.shown} />}
            </For>
          </ul>
        </Show>
      </details>
    </Card>
  );
}

function toggled(names: ReadonlySet<string>, name: string, isIn: boolean): ReadonlySet<string> {
  const others = [...names].filter((each) => each !== name);
  return new Set(isIn ? [...others, name] : others);
}
