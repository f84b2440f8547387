import { NumberField } from '../../ui/number-field.tsx';
import { plan } from '../../ui/text/en/plan.ts';

const text = plan.rules;

/** A number of a rule, between two bounds. */
export function RuleFigure(props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly unit: string;
  readonly value: number | undefined;
  readonly low: number;
  readonly high: number;
  readonly optional?: boolean | undefined;
  readonly onCommit: (value: number | undefined) => void;
}) {
  const withUnit = (value: number) => `${value} ${props.unit}`;
  return (
    <NumberField
      label={props.label}
      hint={props.hint}
      unit={props.unit}
      value={props.value}
      optional={props.optional}
      notANumber={text.notANumber}
      check={(value) =>
        value >= props.low && value <= props.high
          ? undefined
          : text.outOf(withUnit(props.low), withUnit(props.high))
      }
      onCommit={props.onCommit}
    />
  );
}
