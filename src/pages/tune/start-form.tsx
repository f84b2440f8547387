import { createSignal, Show } from 'solid-js';
import { settingsInForce } from '../../domain/outside-market.ts';
import type { TuningLimits, TuningObjective, TuningWay } from '../../domain/tuning.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { tune } from '../../ui/text/en/tune.ts';
import type { OfferedWay, TuningWish } from '../../workers/tuning-api.ts';
import { useFleet } from '../fleet-context.ts';
import { meanPricePerKwh } from './mean-price.ts';
import styles from './tune-page.module.css';
import { clockWords, pointWords, voltageWords } from './tuning-words.ts';

const text = tune.start;
const MOST_TRIALS = 12;
const LONGEST_MINUTES = 6;
const QUIET_PART = 0.75;
const PHS_BY_THS = 1_000;

/** What it shall be tuned for, and within which limits. */
export function StartForm(props: {
  readonly limits: TuningLimits;
  /** What can be changed, the one that gains most first. */
  readonly ways: readonly OfferedWay[];
  readonly hashrateHs: number | undefined;
  readonly busy: boolean;
  readonly onStart: (wish: TuningWish) => void;
}) {
  const { view, nowMs } = useFleet();
  const [kind, setKind] = createSignal<TuningObjective['kind']>('efficiency');
  const [chosenWay, setWay] = createSignal<TuningWay>();
  const [limits, setLimits] = createSignal<Omit<TuningWish, 'objective' | 'way'>>({});
  const way = () => props.ways.find((each) => each.way === chosenWay()) ?? props.ways[0];
  const money = () => {
    const fleet = view();
    if (!fleet) return undefined;
    const { market, tariff, currency } = settingsInForce(fleet.settings, fleet.outside);
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const pricePerKwh = meanPricePerKwh(tariff, fleet.outside?.powerPrices, nowMs(), zone);
    const earned = market.hashpricePerPhPerDay;
    return pricePerKwh === undefined || earned === undefined
      ? undefined
      : { earnedPerThDay: earned / PHS_BY_THS, pricePerKwh, currency };
  };
  const leastHashrateHs = () => QUIET_PART * (props.hashrateHs ?? 0);
  const objective = (): TuningObjective => {
    const known = money();
    switch (kind()) {
      case 'net':
        return known
          ? { kind: 'net', earnedPerThDay: known.earnedPerThDay, pricePerKwh: known.pricePerKwh }
          : { kind: 'efficiency' };
      case 'quiet':
        return { kind: 'quiet', leastHashrateHs: leastHashrateHs() };
      case 'hashrate':
        return { kind: 'hashrate' };
      case 'efficiency':
        return { kind: 'efficiency' };
    }
  };
  const explained = () => {
    const known = money();
    if (kind() === 'net' && known)
      return text.explains.net(
        formatMoney(known.earnedPerThDay, { currency: known.currency }),
        formatPricePerKwh(known.pricePerKwh, { currency: known.currency }),
      );
    if (kind() === 'quiet') return text.explains.quiet(formatHashrate(leastHashrateHs()));
    return kind() === 'hashrate' ? text.explains.hashrate : text.explains.efficiency;
  };
  const goals = () =>
    (['efficiency', 'net', 'hashrate', 'quiet'] as const)
      .filter((each) => each !== 'net' || money() !== undefined)
      .map((choice) => ({ choice, label: text.objectives[choice] }));
  return (
    <Card heading={text.heading}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          const chosen = way();
          props.onStart({ objective: objective(), ...(chosen ? { way: chosen.way } : {}), ...limits() });
        }}
      >
        <ChoiceField label={text.objective} choices={goals()} chosen={kind()} onChoose={setKind} />
        <p class={styles.hint}>{explained()}</p>
        <Show when={props.ways.length > 1 && way()}>
          {(shown) => (
            <ChoiceField
              label={text.way}
              choices={props.ways.map((each) => ({ choice: each.way, label: text.ways[each.way] }))}
              chosen={shown().way}
              onChoose={setWay}
            />
          )}
        </Show>
        <fieldset class={styles.limits}>
          <legend>{text.limits}</legend>
          <LimitField
            label={text.power}
            unit="W"
            value={limits().maxPowerW ?? props.limits.maxPowerW}
            low={1}
            high={2 * (props.limits.maxPowerW ?? 1)}
            onCommit={(maxPowerW) => setLimits({ ...limits(), maxPowerW })}
          />
          <LimitField
            label={text.chip}
            unit="°C"
            value={limits().maxChipC ?? props.limits.maxChipC}
            low={40}
            high={100}
            onCommit={(maxChipC) => setLimits({ ...limits(), maxChipC })}
          />
          <LimitField
            label={text.regulator}
            unit="°C"
            value={limits().maxVrC ?? props.limits.maxVrC}
            low={40}
            high={110}
            onCommit={(maxVrC) => setLimits({ ...limits(), maxVrC })}
          />
          <LimitField
            label={text.fan}
            unit="%"
            value={limits().maxFanPercent ?? 100}
            low={20}
            high={100}
            onCommit={(maxFanPercent) => setLimits({ ...limits(), maxFanPercent })}
          />
        </fieldset>
        <p class={styles.hint}>
          <Show when={way()}>{(shown) => <>{wayWords(shown())} </>}</Show>
          {text.takes(MOST_TRIALS, LONGEST_MINUTES)}
        </p>
        <p>{text.risk}</p>
        <Button type="submit" look="primary" busy={props.busy}>
          {text.begin}
        </Button>
      </form>
    </Card>
  );
}

/** From where to where it may be set. */
function wayWords({ low, high, rungs }: OfferedWay): string {
  if (low.kind === undefined && high.kind === undefined)
    return text.range(
      `${clockWords(low.frequencyMhz)} – ${clockWords(high.frequencyMhz)}`,
      `${voltageWords(low.coreVoltageMv)} – ${voltageWords(high.coreVoltageMv)}`,
    );
  return text.ladder(rungs ?? 0, pointWords(low), pointWords(high));
}

function LimitField(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: number | undefined;
  readonly low: number;
  readonly high: number;
  readonly onCommit: (value: number | undefined) => void;
}) {
  return (
    <Show when={props.value !== undefined}>
      <NumberField
        label={props.label}
        unit={props.unit}
        value={Math.round(10 * (props.value ?? 0)) / 10}
        notANumber={text.notANumber}
        check={(value) =>
          value >= props.low && value <= props.high
            ? undefined
            : text.outOf(`${props.low} ${props.unit}`, `${Math.round(props.high)} ${props.unit}`)
        }
        onCommit={props.onCommit}
      />
    </Show>
  );
}
