import { TextField } from '../../ui/field.tsx';
import { clockMinute, clockText } from './tariff-draft.ts';

/** A time of the day, as minutes after midnight; NaN while it is empty. */
export function ClockField(props: {
  readonly label: string;
  readonly minute: number;
  readonly problem?: string | undefined;
  readonly onChange: (minute: number) => void;
}) {
  return (
    <TextField
      label={props.label}
      type="time"
      value={Number.isNaN(props.minute) ? '' : clockText(props.minute)}
      problem={props.problem}
      onChange={(event) => props.onChange(clockMinute(event.currentTarget.value))}
    />
  );
}
