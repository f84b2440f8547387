import { createSignal, Show } from 'solid-js';
import type { PriceAdditions } from '../../domain/economics/price-additions.ts';
import type { Tariff } from '../../domain/economics/tariff.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { percentProblem, type TariffChange } from './tariff-change.ts';
import { withAdditions } from './tariff-draft.ts';

/** What comes on top of each kilowatt-hour's price: surcharge, levies, VAT. */
export function AdditionFields(props: TariffChange<Tariff>) {
  const words = text.additions;
  const told = () => props.tariff.additions;
  const changed = (change: Partial<PriceAdditions>) => withAdditions(props.tariff, change);
  return (
    <>
      <NumberField
        label={words.surcharge}
        hint={words.surchargeHint}
        unit={text.unit(props.currency)}
        value={told()?.surchargePerKwh}
        notANumber={text.notANumber}
        optional
        check={(value) => (value < 0 ? text.negative : undefined)}
        onInput={(value = 0) => props.preview(changed({ surchargePerKwh: value }))}
        onCommit={(value = 0) => props.keep(changed({ surchargePerKwh: value }))}
      />
      <NumberField
        label={words.levies}
        hint={words.leviesHint}
        unit={text.unit(props.currency)}
        value={told()?.leviesPerKwh}
        notANumber={text.notANumber}
        optional
        onInput={(value = 0) => props.preview(changed({ leviesPerKwh: value }))}
        onCommit={(value = 0) => props.keep(changed({ leviesPerKwh: value }))}
      />
      <NumberField
        label={words.vat}
        hint={words.vatHint}
        unit={text.percent}
        value={percentOf(told()?.vatFraction)}
        notANumber={text.notANumber}
        optional
        check={percentProblem}
        onInput={(value = 0) => props.preview(changed({ vatFraction: value / 100 }))}
        onCommit={(value = 0) => props.keep(changed({ vatFraction: value / 100 }))}
      />
    </>
  );
}

/** For typed prices, which hold everything on most bills: the additions only for whoever has prices without taxes. */
export function OptionalAdditions(props: TariffChange<Tariff>) {
  const words = text.additions;
  const [wanted, setWanted] = createSignal(false);
  const shown = () => wanted() || props.tariff.additions !== undefined;
  const none = { surchargePerKwh: 0, leviesPerKwh: 0, vatFraction: 0 };
  const show = (on: boolean) => {
    setWanted(on);
    if (!on && props.tariff.additions) props.keep(withAdditions(props.tariff, none));
  };
  return (
    <>
      <SwitchField label={words.typedWithout} hint={words.typedWithoutHint} on={shown()} onSwitch={show} />
      <Show when={shown()}>
        <AdditionFields {...props} />
      </Show>
    </>
  );
}

/** Takes away what binary multiplication adds: 19 for 0.19. */
function percentOf(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : Number((100 * fraction).toFixed(6));
}
