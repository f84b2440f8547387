import { createSignal, Show } from 'solid-js';
import { settingsInForce } from '../../domain/outside-market.ts';
import type { TuningEnvelope, TuningObjective } from '../../domain/tuning.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { tune } from '../../ui/text/en/tune.ts';
import type { TuningWish } from '../../workers/tuning-api.ts';
import { useFleet } from '../fleet-context.ts';
import { meanPricePerKwh } from './mean-price.ts';
import styles from './tune-page.module.css';
import { clockWords, voltageWords } from './tuning-words.ts';

const text = tune.start;
const MOST_TRIALS = 12;
const LONGEST_MINUTES = 6;
const QUIET_PART = 0.75;
const PHS_BY_THS = 1_000;

/** What it shall be tuned for, and within which limits. */
export function StartForm(props: {
  readonly envelope: TuningEnvelope;
  readonly hashrateHs: number | undefined;
  readonly busy: boolean;
  readonly onStart: (wish: TuningWish) => void;
}) {
  const { view, nowMs } = useFleet();
  const [kind, setKind] = createSignal<TuningObjective['kind']>('efficiency');
  const [limits, setLimits] = createSignal<Omit<TuningWish, 'objective'>>({});
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
          props.onStart({ objective: objective(), ...limits() });
        }}
      >
        <ChoiceField label={text.objective} choices={goals()} chosen={kind()} onChoose={setKind} />
        <p class={styles.hint}>{explained()}</p>
        <fieldset class={styles.limits}>
          <legend>{text.limits}</legend>
          <LimitField
            label={text.power}
            unit="W"
            value={limits().maxPowerW ?? props.envelope.maxPowerW}
            low={1}
            high={2 * (props.envelope.maxPowerW ?? 1)}
            onCommit={(maxPowerW) => setLimits({ ...limits(), maxPowerW })}
          />
          <LimitField
            label={text.chip}
            unit="°C"
            value={limits().maxChipC ?? props.envelope.maxChipC}
            low={40}
            high={100}
            onCommit={(maxChipC) => setLimits({ ...limits(), maxChipC })}
          />
          <LimitField
            label={text.regulator}
            unit="°C"
            value={limits().maxVrC ?? props.envelope.maxVrC}
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
          {text.range(
            `${clockWords(props.envelope.frequencyMhz.min)} – ${clockWords(props.envelope.frequencyMhz.max)}`,
            `${voltageWords(props.envelope.coreVoltageMv.min)} – ${voltageWords(props.envelope.coreVoltageMv.max)}`,
          )}{' '}
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
