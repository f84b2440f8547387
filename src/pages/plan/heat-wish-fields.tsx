import { Index, Match, Show, Switch } from 'solid-js';
import type { Heating } from '../../domain/economics/heat-price.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { HeatWish } from '../../domain/plan-rules.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { plan } from '../../ui/text/en/plan.ts';
import { MinerChecks } from './miner-checks.tsx';
import styles from './plan-page.module.css';
import { RuleFigure } from './rule-figure.tsx';

const text = plan.rules.heat;
const KINDS = (['resistive', 'boiler', 'heat-pump'] as const).map((choice) => ({
  choice,
  label: text.heatings[choice],
}));
const USUAL_THERMOSTAT = { targetC: 20, bandC: 1 };

/** Rooms whose heating miners take over, and temperatures that they are to hold. */
export function HeatWishFields(props: {
  readonly heat: readonly HeatWish[];
  readonly miners: readonly MinerView[];
  readonly currency: string;
  readonly onChange: (heat: readonly HeatWish[]) => void;
}) {
  const changed = (place: number, change: Partial<HeatWish>) =>
    props.onChange(props.heat.map((each, at) => (at === place ? { ...each, ...change } : each)));
  const add = () =>
    props.onChange([
      ...props.heat,
      {
        id: crypto.randomUUID(),
        name: text.usual(props.heat.length + 1),
        minerIds: [],
        heating: { kind: 'resistive' },
      },
    ]);
  return (
    <section class={styles.group}>
      <h3>{text.heading}</h3>
      <Index each={props.heat}>
        {(wish, place) => (
          <div class={styles.rule}>
            <div class={styles.fields}>
              <TextField
                label={text.name}
                value={wish().name}
                onChange={(event) =>
                  changed(place, { name: event.currentTarget.value.trim() || wish().name })
                }
              />
              <HeatingChoice
                heating={wish().heating}
                currency={props.currency}
                onChange={(heating) => changed(place, { heating })}
              />
            </div>
            <MinerChecks
              legend={text.miners}
              miners={props.miners}
              chosen={wish().minerIds}
              onChoose={(minerIds) => changed(place, { minerIds })}
            />
            <SwitchField
              label={text.thermostat}
              hint={text.thermostatHint}
              on={wish().thermostat !== undefined}
              onSwitch={(isOn) => changed(place, { thermostat: isOn ? USUAL_THERMOSTAT : undefined })}
            />
            <Show when={wish().thermostat}>
              {(thermostat) => (
                <div class={styles.fields}>
                  <RuleFigure
                    label={text.target}
                    unit="°C"
                    value={thermostat().targetC}
                    low={5}
                    high={35}
                    onCommit={(targetC) =>
                      targetC !== undefined && changed(place, { thermostat: { ...thermostat(), targetC } })
                    }
                  />
                </div>
              )}
            </Show>
            <Button
              class={styles.alone}
              look="quiet"
              icon="trash"
              onClick={() => props.onChange(props.heat.filter((_, at) => at !== place))}
            >
              {plan.rules.remove(wish().name)}
            </Button>
          </div>
        )}
      </Index>
      <Button class={styles.alone} icon="add" onClick={add}>
        {text.add}
      </Button>
    </section>
  );
}

const USUAL: Readonly<Record<Heating['kind'], Heating>> = {
  resistive: { kind: 'resistive' },
  boiler: { kind: 'boiler', pricePerKwhFuel: 0.1, efficiency: 0.9 },
  'heat-pump': { kind: 'heat-pump', cop: 3 },
};

function HeatingChoice(props: {
  readonly heating: Heating;
  readonly currency: string;
  readonly onChange: (heating: Heating) => void;
}) {
  const boiler = () => (props.heating.kind === 'boiler' ? props.heating : undefined);
  const pump = () => (props.heating.kind === 'heat-pump' ? props.heating : undefined);
  return (
    <>
      <SelectField
        label={text.heating}
        choices={KINDS}
        chosen={props.heating.kind}
        onChoose={(kind) => props.onChange(USUAL[kind])}
      />
      <Switch>
        <Match when={boiler()}>
          {(its) => (
            <>
              <RuleFigure
                label={text.fuel}
                unit={plan.rules.strikeUnit(props.currency)}
                value={its().pricePerKwhFuel}
                low={0}
                high={1_000}
                onCommit={(price) =>
                  price !== undefined && props.onChange({ ...its(), pricePerKwhFuel: price })
                }
              />
              <RuleFigure
                label={text.efficiency}
                unit="%"
                value={Math.round(1_000 * its().efficiency) / 10}
                low={10}
                high={110}
                onCommit={(percent) =>
                  percent !== undefined && props.onChange({ ...its(), efficiency: percent / 100 })
                }
              />
            </>
          )}
        </Match>
        <Match when={pump()}>
          {(its) => (
            <RuleFigure
              label={text.cop}
              unit="kWh"
              value={its().cop}
              low={1}
              high={20}
              onCommit={(cop) => cop !== undefined && props.onChange({ ...its(), cop })}
            />
          )}
        </Match>
      </Switch>
    </>
  );
}
