import { Match, Switch } from 'solid-js';
import type { Heating } from '../../domain/economics/heat-price.ts';
import type { HeatCredit } from '../../domain/settings.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { heat as text } from '../../ui/text/en/heat.ts';
import { pay } from '../../ui/text/en/pay.ts';
import { Amount } from './term-list.tsx';

/** What the heating that is replaced would pay for its heat: a figure or two, by what it is. */
export function HeatingFields(props: {
  readonly heat: HeatCredit;
  readonly currency: string;
  readonly onPreview: (heat: HeatCredit) => void;
  readonly onKeep: (heat: HeatCredit) => void;
}) {
  const perKwh = () => pay.power.unit(props.currency);
  const of = (heating: Heating): HeatCredit => ({ ...props.heat, heating });
  const boiler = () => (props.heat.heating?.kind === 'boiler' ? props.heat.heating : undefined);
  const pump = () => (props.heat.heating?.kind === 'heat-pump' ? props.heat.heating : undefined);
  const priced = (pricePerKwhHeat: number): HeatCredit => ({ ...props.heat, pricePerKwhHeat });
  return (
    <Switch>
      <Match when={boiler()}>
        {(its) => (
          <>
            <Amount
              label={text.fuel}
              hint={text.fuelHint}
              unit={perKwh()}
              value={its().pricePerKwhFuel}
              onInput={(pricePerKwhFuel) => props.onPreview(of({ ...its(), pricePerKwhFuel }))}
              onCommit={(pricePerKwhFuel) => props.onKeep(of({ ...its(), pricePerKwhFuel }))}
            />
            <NumberField
              label={text.efficiency}
              hint={text.efficiencyHint}
              unit={pay.percent}
              value={Number((100 * its().efficiency).toFixed(6))}
              notANumber={pay.notANumber}
              check={(percent) => (percent < 10 || percent > 120 ? text.efficiencyRange : undefined)}
              onInput={(percent = 90) => props.onPreview(of({ ...its(), efficiency: percent / 100 }))}
              onCommit={(percent = 90) => props.onKeep(of({ ...its(), efficiency: percent / 100 }))}
            />
          </>
        )}
      </Match>
      <Match when={pump()}>
        {(its) => (
          <NumberField
            label={text.cop}
            hint={text.copHint}
            value={its().cop}
            notANumber={pay.notANumber}
            check={(cop) => (cop < 1 || cop > 20 ? text.copRange : undefined)}
            onInput={(cop = 3) => props.onPreview(of({ ...its(), cop }))}
            onCommit={(cop = 3) => props.onKeep(of({ ...its(), cop }))}
          />
        )}
      </Match>
      <Match when={props.heat.heating === undefined}>
        <Amount
          label={text.price}
          hint={text.priceHint}
          unit={perKwh()}
          value={props.heat.pricePerKwhHeat}
          onInput={(price) => props.onPreview(priced(price))}
          onCommit={(price) => props.onKeep(priced(price))}
        />
      </Match>
    </Switch>
  );
}
