import { For } from 'solid-js';
import { RESOURCES, type ResourceName, type Workload, withAmount } from '../../domain/allocation.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { allocate as text } from '../../ui/text/en/allocate.ts';
import styles from './allocate-page.module.css';
import { AmountField } from './amount-field.tsx';

/** One workload: what a unit earns and takes, and how many there may be. */
export function WorkloadFields(props: {
  readonly workload: Workload;
  readonly currency: string;
  /** Of which there is a limit; what else it takes is not asked for. */
  readonly limited: readonly ResourceName[];
  readonly onChange: (edit: Partial<Workload>) => void;
  readonly onRemove: () => void;
}) {
  const words = text.workloads;
  const its = () => props.workload;
  const asked = () =>
    RESOURCES.filter((name) => props.limited.includes(name) || its().perUnit[name] !== undefined);
  return (
    <fieldset class={styles.workload}>
      <legend class="visually-hidden">{its().name}</legend>
      <div class={styles.fields}>
        <TextField
          label={words.name}
          value={its().name}
          problem={its().name.trim() === '' ? words.nameEmpty : undefined}
          onChange={(event) => props.onChange({ name: event.currentTarget.value })}
        />
        <AmountField
          label={words.earns}
          unit={words.perDay(props.currency)}
          value={its().earnedPerUnitDay}
          onCommit={(value) => props.onChange({ earnedPerUnitDay: value ?? 0 })}
        />
        <AmountField
          label={words.present}
          value={its().presentUnits}
          onCommit={(value) => props.onChange({ presentUnits: value ?? 0 })}
        />
        <For each={asked()}>
          {(name) => (
            <AmountField
              label={`${words.takes}: ${text.resources.of[name].name}`}
              unit={text.resources.of[name].unit}
              value={its().perUnit[name]}
              onCommit={(value) => props.onChange({ perUnit: withAmount(its().perUnit, name, value) })}
            />
          )}
        </For>
      </div>
      <details>
        <summary>{words.more}</summary>
        <div class={styles.fields}>
          <AmountField
            label={words.falls}
            unit={words.perDay(props.currency)}
            hint={words.fallsHint}
            value={its().fallPerUnit}
            onCommit={(fallPerUnit) => props.onChange({ fallPerUnit })}
          />
          <AmountField
            label={words.least}
            value={its().least}
            onCommit={(least) => props.onChange({ least })}
          />
          <AmountField label={words.most} value={its().most} onCommit={(most) => props.onChange({ most })} />
          <AmountField
            label={words.leastShare}
            isPercent
            value={its().leastShare}
            onCommit={(leastShare) => props.onChange({ leastShare })}
          />
          <AmountField
            label={words.mostShare}
            isPercent
            value={its().mostShare}
            onCommit={(mostShare) => props.onChange({ mostShare })}
          />
        </div>
      </details>
      <div>
        <Button look="quiet" onClick={() => props.onRemove()}>
          {words.remove(its().name)}
        </Button>
      </div>
    </fieldset>
  );
}
