import { createMemo } from 'solid-js';
import type { Tariff } from '../../domain/economics/tariff.ts';
import type { Settings } from '../../domain/settings.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatPricePerKwh } from '../../ui/format/money.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
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

/** The currency of all figures, and the way to the prices. */
export function MoneyCard(props: {
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.money;
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
      <div class={styles.line}>
        <div>
          <h3>{words.tariff}</h3>
          <p class={styles.hint}>{tariffWords(props.settings)}</p>
        </div>
        <ButtonLink href="/pay">{words.edit}</ButtonLink>
      </div>
    </Card>
  );
}

/** A tariff in a line: "€0.25/kWh (example)". */
function tariffWords({ tariff, tariffIsExample, currency }: Settings): string {
  const words = text.money;
  const line = priceWords(tariff, currency);
  return tariffIsExample ? words.tariffExample(line) : line;
}

function priceWords(tariff: Tariff, currency: string): string {
  if (tariff.kind === 'spot') return text.money.tariffBySpot;
  if (tariff.kind === 'flat') return formatPricePerKwh(tariff.pricePerKwh, { currency });
  const base = formatPricePerKwh(tariff.basePerKwh, { currency });
  return text.money.tariffByClock(tariff.periods.length, base);
}
