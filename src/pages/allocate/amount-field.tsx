import { NumberField } from '../../ui/number-field.tsx';
import { allocate as text } from '../../ui/text/en/allocate.ts';

/** An amount that is not below 0; empty is none. */
export function AmountField(props: {
  readonly label: string;
  readonly unit?: string | undefined;
  readonly hint?: string | undefined;
  readonly value: number | undefined;
  readonly isPercent?: boolean | undefined;
  readonly onCommit: (value: number | undefined) => void;
}) {
  return (
    <NumberField
      label={props.label}
      unit={props.isPercent ? '%' : props.unit}
      hint={props.hint}
      optional
      notANumber={text.notANumber}
      value={props.value === undefined ? undefined : props.value * (props.isPercent ? 100 : 1)}
      check={(value) => (value < 0 ? text.below : props.isPercent && value > 100 ? text.above100 : undefined)}
      onCommit={(value) =>
        props.onCommit(value === undefined ? undefined : value / (props.isPercent ? 100 : 1))
      }
    />
  );
}
