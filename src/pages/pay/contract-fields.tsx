import { Show } from 'solid-js';
import type {
  ContractTerms,
  DemandCharge,
  EnergyTier,
  StandingCharge,
} from '../../domain/economics/contract-terms.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { OptionalAdditions } from './addition-fields.tsx';
import { changedAt, NEW_DEMAND_CHARGE, NEW_STANDING_CHARGE, NEW_TIER, withTerms } from './contract-draft.ts';
import { FeedInFields } from './feed-in-fields.tsx';
import { MonthBillLines } from './month-bill-lines.tsx';
import { MonthFields } from './month-fields.tsx';
import type { MarketPrices } from './price-now.ts';
import { SolarFields } from './solar-fields.tsx';
import { problemBelow, type TariffChange } from './tariff-change.ts';
import styles from './tariff-editor.module.css';
import { Amount, TermList } from './term-list.tsx';
import { ToldChargeLine } from './told-charge-line.tsx';

const words = text.more;

/** What a contract asks and pays besides the price of a kilowatt-hour, behind a fold that says what of it is typed. */
export function ContractFields(
  props: TariffChange<Tariff> & { readonly timeZone: string; readonly prices: MarketPrices },
) {
  const isCounted = () => props.problems.length === 0 && hasCharges(props.tariff.terms);
  return (
    <details class={styles.fold}>
      <summary>
        {words.heading} <span>{summaryOf(props.tariff.terms)}</span>
      </summary>
      <div class={styles.folded}>
        <Show when={props.tariff.kind !== 'spot'}>
          <OptionalAdditions {...props} />
        </Show>
        <StandingCharges {...props} />
        <ToldChargeLine {...props} />
        <FeedInFields {...props} />
        <SolarFields {...props} />
        <Tiers {...props} />
        <Show when={props.tariff.terms?.tiers?.length}>
          <HouseholdUse {...props} />
        </Show>
        <DemandCharges {...props} />
        <Show when={isCounted()}>
          <MonthBillLines tariff={props.tariff} currency={props.currency} timeZone={props.timeZone} />
        </Show>
      </div>
    </details>
  );
}

function hasCharges(terms: ContractTerms = {}): boolean {
  const { standingCharges = [], solar = [], tiers = [], demandCharges = [] } = terms;
  return standingCharges.length + solar.length + tiers.length + demandCharges.length > 0;
}

function summaryOf(terms: ContractTerms = {}): string {
  const { standingCharges = [], feedIn, solar = [], tiers = [], demandCharges = [] } = terms;
  const parts = [
    ...(standingCharges.length > 0 ? [words.standing.count(standingCharges.length)] : []),
    ...(feedIn ? [words.feedIn.told] : []),
    ...(solar.length > 0 ? [words.solar.told] : []),
    ...(tiers.length > 0 ? [words.tiers.count(tiers.length)] : []),
    ...(demandCharges.length > 0 ? [words.demand.count(demandCharges.length)] : []),
  ];
  return parts.length > 0 ? words.summary(parts) : words.none;
}

function StandingCharges(props: TariffChange<Tariff>) {
  const its = words.standing;
  const charges = () => props.tariff.terms?.standingCharges ?? [];
  const withCharges = (standingCharges: readonly StandingCharge[]) =>
    withTerms(props.tariff, { standingCharges });
  const changed = (index: number, change: Partial<StandingCharge>) =>
    withCharges(changedAt(charges(), index, change));
  return (
    <TermList
      heading={its.heading}
      hint={its.hint}
      count={charges().length}
      legend={its.place}
      removeWords={its.removeOne}
      addWords={its.add}
      problem={(index) => problemBelow(props.problems, `terms.standingCharges[${index}]`)}
      onRemove={(index) => props.keep(withCharges(charges().toSpliced(index, 1)))}
      onAdd={() => props.keep(withCharges([...charges(), NEW_STANDING_CHARGE]))}
    >
      {(index) => (
        <div class={styles.row}>
          <Amount
            label={its.amount}
            unit={props.currency}
            value={charges()[index]?.amount}
            onInput={(amount) => props.preview(changed(index, { amount }))}
            onCommit={(amount) => props.keep(changed(index, { amount }))}
          />
          <SelectField
            label={its.per}
            choices={PER}
            chosen={charges()[index]?.per ?? 'month'}
            onChoose={(per) => props.keep(changed(index, { per }))}
          />
        </div>
      )}
    </TermList>
  );
}

const PER = [
  { choice: 'month', label: words.standing.perMonth },
  { choice: 'day', label: words.standing.perDay },
] as const;

function Tiers(props: TariffChange<Tariff>) {
  const its = words.tiers;
  const tiers = () => props.tariff.terms?.tiers ?? [];
  const withTiers = (next: readonly EnergyTier[]) => withTerms(props.tariff, { tiers: next });
  const changed = (index: number, change: Partial<EnergyTier>) =>
    withTiers(changedAt(tiers(), index, change));
  return (
    <TermList
      heading={its.heading}
      hint={its.hint}
      count={tiers().length}
      legend={its.place}
      removeWords={its.removeOne}
      addWords={its.addOne}
      problem={(index) => problemBelow(props.problems, `terms.tiers[${index}]`)}
      onRemove={(index) => props.keep(withTiers(tiers().toSpliced(index, 1)))}
      onAdd={() => props.keep(withTiers([...tiers(), NEW_TIER]))}
    >
      {(index) => (
        <>
          <div class={styles.row}>
            <Amount
              label={its.above}
              unit={its.aboveUnit}
              value={tiers()[index]?.aboveKwh}
              onInput={(aboveKwh) => props.preview(changed(index, { aboveKwh }))}
              onCommit={(aboveKwh) => props.keep(changed(index, { aboveKwh }))}
            />
            <Amount
              label={its.add}
              unit={text.unit(props.currency)}
              value={tiers()[index]?.addPerKwh}
              mayBeNegative
              onInput={(addPerKwh) => props.preview(changed(index, { addPerKwh }))}
              onCommit={(addPerKwh) => props.keep(changed(index, { addPerKwh }))}
            />
          </div>
          <MonthFields
            what={its.place(index + 1)}
            months={tiers()[index]?.months}
            onChange={(months) => props.keep(changed(index, { months }))}
          />
        </>
      )}
    </TermList>
  );
}

/** Kilowatt-hours that reach the tiers before the miners' do. */
function HouseholdUse(props: TariffChange<Tariff>) {
  const its = words.household;
  const changed = (householdKwhPerMonth: number | undefined) =>
    withTerms(props.tariff, { householdKwhPerMonth });
  return (
    <NumberField
      label={its.label}
      hint={its.hint}
      unit={its.unit}
      value={props.tariff.terms?.householdKwhPerMonth}
      notANumber={text.notANumber}
      optional
      check={(value) => (value < 0 ? text.negative : undefined)}
      onInput={(kwh) => props.preview(changed(kwh))}
      onCommit={(kwh) => props.keep(changed(kwh))}
    />
  );
}

const WINDOWS = (['15', '30', '60'] as const).map((choice) => ({
  choice,
  label: words.demand.minutes(Number(choice)),
}));
const WINDOW_MINUTES = { '15': 15, '30': 30, '60': 60 } as const;

function DemandCharges(props: TariffChange<Tariff>) {
  const its = words.demand;
  const charges = () => props.tariff.terms?.demandCharges ?? [];
  const withCharges = (demandCharges: readonly DemandCharge[]) => withTerms(props.tariff, { demandCharges });
  const changed = (index: number, change: Partial<DemandCharge>) =>
    withCharges(changedAt(charges(), index, change));
  return (
    <TermList
      heading={its.heading}
      hint={its.hint}
      count={charges().length}
      legend={its.place}
      removeWords={its.removeOne}
      addWords={its.addOne}
      problem={(index) => problemBelow(props.problems, `terms.demandCharges[${index}]`)}
      onRemove={(index) => props.keep(withCharges(charges().toSpliced(index, 1)))}
      onAdd={() => props.keep(withCharges([...charges(), NEW_DEMAND_CHARGE]))}
    >
      {(index) => (
        <>
          <Amount
            label={its.price}
            unit={its.unit(props.currency)}
            value={charges()[index]?.pricePerKw}
            onInput={(pricePerKw) => props.preview(changed(index, { pricePerKw }))}
            onCommit={(pricePerKw) => props.keep(changed(index, { pricePerKw }))}
          />
          <SelectField
            label={its.window}
            choices={WINDOWS}
            chosen={`${charges()[index]?.windowMinutes ?? 15}`}
            onChoose={(window) => props.keep(changed(index, { windowMinutes: WINDOW_MINUTES[window] }))}
          />
          <MonthFields
            what={its.place(index + 1)}
            months={charges()[index]?.months}
            onChange={(months) => props.keep(changed(index, { months }))}
          />
        </>
      )}
    </TermList>
  );
}
