import { createEffect, createSignal, type JSX, on } from 'solid-js';
import { type FieldWords, TextField } from './field.tsx';
import { common as text } from './text/en/common.ts';
import { typedNumber } from './typed-number.ts';

/**
 * A number that takes effect while it is typed, and is kept when the field is left. Text that is no number, or outside
 * of its bounds, says so below the field and changes nothing.
 */
export function NumberField(
  props: Omit<FieldWords, 'problem'> & {
    readonly value: number | undefined;
    readonly unit?: string | undefined;
    readonly placeholder?: string | undefined;
    /** What is wrong with a number, in words; absent when it is fine. */
    readonly check?: ((value: number) => string | undefined) | undefined;
    /** Said for text that is no number. */
    readonly notANumber: string;
    /** An empty field means "not known" instead of a mistake. */
    readonly optional?: boolean | undefined;
    readonly onInput?: ((value: number | undefined) => void) | undefined;
    readonly onCommit: (value: number | undefined) => void;
  },
): JSX.Element {
  // What stands in the field while it is being edited; otherwise the value does.
  const [typed, setTyped] = createSignal<string>();
  const shown = () => typed() ?? (props.value === undefined ? '' : localDecimal(props.value));
  const problem = () => {
    const entry = typed();
    if (entry === undefined || (entry.trim() === '' && props.optional)) return undefined;
    const value = typedNumber(entry);
    return value === undefined ? props.notANumber : props.check?.(value);
  };
  const valid = () => problem() === undefined;
  const entered = () => typedNumber(typed() ?? '');
  // What makes no sense is dropped when another value comes: by undo, from another tab, or with the row below moved up.
  createEffect(
    on(
      () => props.value,
      () => {
        if (!valid()) setTyped(undefined);
      },
      { defer: true },
    ),
  );
  return (
    <TextField
      label={props.label}
      hint={props.hint}
      problem={problem()}
      unit={props.unit}
      placeholder={props.placeholder ?? text.unknownFigure}
      inputmode="decimal"
      autocomplete="off"
      value={shown()}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
        if (valid()) props.onInput?.(entered());
      }}
      onChange={() => {
        if (!valid()) return;
        props.onCommit(entered());
        setTyped(undefined);
      }}
    />
  );
}

/** The number with the reader's decimal mark and no thousands marks, in the digits that it would be typed with. */
function localDecimal(value: number): string {
  const options = { numberingSystem: 'latn', useGrouping: false, maximumFractionDigits: 10 } as const;
  return new Intl.NumberFormat(undefined, options).format(value);
}
