import { Show } from 'solid-js';
import type { FleetView } from '../../domain/fleet-view.ts';
import type { PlanAim, PlanRules } from '../../domain/plan-rules.ts';
import { Card } from '../../ui/card.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { plan } from '../../ui/text/en/plan.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import { CircuitFields } from './circuit-fields.tsx';
import type { ShownPlan } from './create-plan.ts';
import { HeatWishFields } from './heat-wish-fields.tsx';
import { MinerChecks } from './miner-checks.tsx';
import styles from './plan-page.module.css';
import { QuietFields } from './quiet-fields.tsx';
import { RuleFigure } from './rule-figure.tsx';

const text = plan.rules;
const AIMS = (['expected', 'cautious', 'strike-price'] as const).map((choice) => ({
  choice,
  label: text.aims[choice],
}));
const USUAL_AIMS: Readonly<Record<PlanAim['kind'], PlanAim>> = {
  expected: { kind: 'expected' },
  cautious: { kind: 'cautious', weight: 0.5, tail: 0.1 },
  'strike-price': { kind: 'strike-price' },
};
const POOLS = (['eco', 'off', 'stay'] as const).map((choice) => ({ choice, label: text.pools[choice] }));

/** What the owner wants of plans; each change counts at once. */
export function RulesCard(props: {
  readonly fleet: FleetView;
  readonly view: PlanView;
  readonly shown: ShownPlan;
}) {
  const rules = () => props.view.rules;
  const currency = () => props.fleet.settings.currency;
  const change = (changed: Partial<PlanRules>) =>
    void props.shown.ask((collector) => collector.setPlanRules({ ...rules(), ...changed }));
  const switched = (changed: Partial<PlanRules['switching']>) =>
    change({ switching: { ...rules().switching, ...changed } });
  const strike = () => {
    const { aim } = rules();
    return aim.kind === 'strike-price' ? aim : undefined;
  };
  return (
    <Card heading={text.heading}>
      <p class={styles.hint}>{text.explain}</p>
      <div class={styles.rules}>
        <ChoiceField
          label={text.aim}
          choices={AIMS}
          chosen={rules().aim.kind}
          onChoose={(kind) => change({ aim: USUAL_AIMS[kind] })}
        />
        <p class={styles.hint}>{text.aimMeans[rules().aim.kind]}</p>
        <Show when={strike()}>
          {(aim) => (
            <div class={styles.fields}>
              <RuleFigure
                label={text.strike}
                hint={text.strikeHint}
                unit={text.strikeUnit(currency())}
                value={aim().pricePerKwh}
                low={-1_000}
                high={1_000}
                optional
                onCommit={(pricePerKwh) => change({ aim: { kind: 'strike-price', pricePerKwh } })}
              />
            </div>
          )}
        </Show>
        <MinerChecks
          legend={text.miners}
          miners={props.fleet.miners}
          chosen={rules().minerIds}
          onChoose={(minerIds) => change({ minerIds })}
        />
        <CircuitFields
          circuits={rules().circuits}
          miners={props.fleet.miners}
          onChange={(circuits) => change({ circuits })}
        />
        <QuietFields
          quietHours={rules().quietHours}
          miners={props.fleet.miners}
          onChange={(quietHours) => change({ quietHours })}
        />
        <HeatWishFields
          heat={rules().heat}
          miners={props.fleet.miners}
          currency={currency()}
          onChange={(heat) => change({ heat })}
        />
        <section class={styles.group}>
          <h3>{text.times}</h3>
          <div class={styles.fields}>
            <RuleFigure
              label={text.run}
              unit={text.minutes}
              value={rules().switching.leastRunMinutes}
              low={0}
              high={1_440}
              onCommit={(minutes) => minutes !== undefined && switched({ leastRunMinutes: minutes })}
            />
            <RuleFigure
              label={text.rest}
              unit={text.minutes}
              value={rules().switching.leastRestMinutes}
              low={0}
              high={1_440}
              onCommit={(minutes) => minutes !== undefined && switched({ leastRestMinutes: minutes })}
            />
            <SelectField
              label={text.pool}
              hint={text.poolHint}
              choices={POOLS}
              chosen={rules().whilePoolDown}
              onChoose={(whilePoolDown) => change({ whilePoolDown })}
            />
          </div>
          <SwitchField
            label={text.oneStep}
            on={rules().switching.oneStepUp}
            onSwitch={(oneStepUp) => switched({ oneStepUp })}
          />
        </section>
      </div>
    </Card>
  );
}
