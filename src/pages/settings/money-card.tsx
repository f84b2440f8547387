import { createMemo, Show } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { type OutsideMarket, settingsInForce } from '../../domain/outside-market.ts';
import type { Settings } from '../../domain/settings.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import { useFleet } from '../fleet-context.ts';
import { satsBasis } from '../pay/sats-basis.ts';
import { type ShownMoney, shownMoneyOf, shownPerKwh } from '../pay/shown-money.ts';
import type { SettingsChange } from './create-settings.ts';
import styles from './settings-page.module.css';

/** Currencies of countries where people mine at home; the one in use is added when it is another. */
const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'AUD',
  'BRL',
  'CAD',
  'CZK',
  'DKK',
  'HUF',
  'INR',
  'JPY',
  'MXN',
  'NOK',
  'NZD',
  'PLN',
  'RON',
  'SEK',
  'TRY',
  'ZAR',
];

/** No hour costs more, in any currency. */
const MOST_PER_WORK_HOUR = 1_000_000;

/** The currency and the units of all figures, and the way to the prices. */
export function MoneyCard(props: {
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.money;
  const fleet = useFleet();
  const names = new Intl.DisplayNames(undefined, { type: 'currency' });
  const currency = createMemo(() => props.settings.currency);
  // The same choices must stay the same objects: an open list would close with the next view.
  const choices = createMemo(() =>
    [...new Set([...CURRENCIES, currency()])].map((choice) => ({
      choice,
      label: words.currencyName(names.of(choice) ?? choice, choice),
    })),
  );
  return (
    <Card heading={words.heading}>
      <SelectField
        label={words.currency}
        hint={words.currencyHint}
        choices={choices()}
        chosen={currency()}
        onChoose={(currency) => props.onKeep({ currency })}
      />
      <Units {...props} />
      <div class={styles.line}>
        <div>
          <h3>{words.tariff}</h3>
          <p class={styles.hint}>{tariffWords(props.settings, fleet.view()?.outside)}</p>
        </div>
        <ButtonLink href="/pay">{words.edit}</ButtonLink>
      </div>
      <NumberField
        label={words.workHour}
        hint={words.workHourHint}
        unit={words.workHourUnit(currency())}
        value={props.settings.perWorkHour}
        notANumber={text.notANumber}
        check={workHourProblem}
        onCommit={(perWorkHour) => perWorkHour !== undefined && props.onKeep({ perWorkHour })}
      />
    </Card>
  );
}

function workHourProblem(perWorkHour: number): string | undefined {
  if (perWorkHour < 0) return text.money.workHourTooLittle;
  return perWorkHour > MOST_PER_WORK_HOUR ? text.money.workHourTooMuch : undefined;
}

/** In what sums, rates and temperatures are written, on every page. */
function Units(props: { readonly settings: Settings; readonly onKeep: (change: SettingsChange) => void }) {
  const words = text.money;
  const fleet = useFleet();
  const inSats = () => props.settings.sumsIn === 'sats';
  const basis = () =>
    satsBasis(props.settings, fleet.view()?.outside, {
      nowMs: fleet.nowMs(),
      demo: fleet.kind === 'demo',
    });
  return (
    <>
      <ChoiceField
        label={words.sums}
        choices={[
          { choice: 'currency', label: props.settings.currency },
          { choice: 'sats', label: words.satoshi },
        ]}
        chosen={props.settings.sumsIn}
        onChoose={(sumsIn) => props.onKeep({ sumsIn })}
      />
      <Show when={inSats()}>
        <p class={styles.hint}>{basis()}</p>
      </Show>
      <ChoiceField
        label={words.hashrate}
        choices={[
          { choice: 'auto', label: words.hashrateAuto },
          { choice: 'TH/s', label: 'TH/s' },
          { choice: 'PH/s', label: 'PH/s' },
        ]}
        chosen={props.settings.hashrateUnit}
        onChoose={(hashrateUnit) => props.onKeep({ hashrateUnit })}
      />
      <ChoiceField
        label={words.temperature}
        choices={[
          { choice: 'C', label: '°C' },
          { choice: 'F', label: '°F' },
        ]}
        chosen={props.settings.temperatureUnit}
        onChoose={(temperatureUnit) => props.onKeep({ temperatureUnit })}
      />
    </>
  );
}

/** A tariff in a line: "€0.25/kWh (example)". */
function tariffWords(settings: Settings, outside: OutsideMarket | undefined): string {
  const words = text.money;
  const { tariff, tariffIsExample } = settings;
  const line = priceWords(tariff, shownMoneyOf(settingsInForce(settings, outside)));
  return tariffIsExample ? words.tariffExample(line) : line;
}

function priceWords(tariff: Tariff, shown: ShownMoney): string {
  if (tariff.kind === 'spot') return text.money.tariffBySpot;
  if (tariff.kind === 'flat') return shownPerKwh(tariff.pricePerKwh, shown);
  const base = shownPerKwh(tariff.basePerKwh, shown);
  return text.money.tariffByClock(tariff.periods.length, base);
}
