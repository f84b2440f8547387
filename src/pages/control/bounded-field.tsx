import { Show } from 'solid-js';
import type { Bound } from '../../domain/control.ts';
import { withUnit } from '../../ui/format/decimal.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import styles from './control.module.css';
import { limitWords } from './setting-words.ts';

/** A quantity with its limits and who set them; absent where no limit is known. */
export function BoundedField(props: {
  readonly label: string;
  readonly unit: string;
  readonly bound: Bound | undefined;
  readonly value: number | undefined;
  readonly onCommit: (value: number | undefined) => void;
}) {
  const amount = (value: number) => withUnit(value, props.unit, { maximumFractionDigits: 1 });
  return (
    <Show when={props.bound}>
      {(bound) => (
        <div>
          <NumberField
            label={props.label}
            unit={props.unit}
            hint={limitWords(props.unit, bound()).line}
            value={props.value}
            notANumber={text.tuning.notANumber}
            check={(value) =>
              value < bound().min || value > bound().max
                ? text.tuning.outside(
                    amount(bound().min),
                    amount(bound().max),
                    limitWords(props.unit, bound()).whose,
                  )
                : undefined
            }
            onCommit={props.onCommit}
          />
          <Show when={limitWords(props.unit, bound()).from}>
            {(from) => (
              <details class={styles.hint}>
                <summary>{text.tuning.source}</summary>
                {from()}
              </details>
            )}
          </Show>
        </div>
      )}
    </Show>
  );
}
