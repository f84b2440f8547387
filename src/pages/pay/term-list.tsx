import { For, type JSX } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { tariff as text } from '../../ui/text/en/tariff.ts';
import { known } from './tariff-change.ts';
import styles from './tariff-editor.module.css';

/** One kind of term, of which a contract may have several: its rows, each with what is wrong with it. */
export function TermList(props: {
  readonly heading: string;
  readonly hint: string;
  readonly count: number;
  readonly legend: (place: number) => string;
  readonly removeWords: (place: number) => string;
  readonly addWords: string;
  readonly problem: (index: number) => string | undefined;
  readonly onRemove: (index: number) => void;
  readonly onAdd: () => void;
  readonly children: (index: number) => JSX.Element;
}) {
  let adder: HTMLButtonElement | undefined;
  const remove = (index: number) => {
    props.onRemove(index);
    // The button that was pressed is gone with its row: a keyboard would begin at the top of the page again.
    adder?.focus();
  };
  return (
    <section class={styles.group} aria-label={props.heading}>
      <h3>{props.heading}</h3>
      <p class={styles.hint}>{props.hint}</p>
      {/* By place, not by identity: a row being edited is a new object at each keystroke. */}
      <For each={Array.from({ length: props.count }, (_, index) => index)}>
        {(index) => (
          <fieldset class={styles.term}>
            <legend>{props.legend(index + 1)}</legend>
            {props.children(index)}
            <p class={styles.problem} role="status">
              {props.problem(index)}
            </p>
            <div class={styles.actions}>
              <Button
                look="quiet"
                icon="trash"
                aria-label={props.removeWords(index + 1)}
                onClick={() => remove(index)}
              >
                {text.remove}
              </Button>
            </div>
          </fieldset>
        )}
      </For>
      <div>
        <Button ref={(button) => (adder = button)} icon="add" onClick={() => props.onAdd()}>
          {props.addWords}
        </Button>
      </div>
    </section>
  );
}

/** A figure of a row; not below zero unless it `mayBeNegative`. */
export function Amount(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: number | undefined;
  readonly hint?: string | undefined;
  readonly mayBeNegative?: boolean | undefined;
  readonly onInput: (value: number) => void;
  readonly onCommit: (value: number) => void;
}) {
  return (
    <NumberField
      label={props.label}
      hint={props.hint}
      unit={props.unit}
      value={known(props.value ?? Number.NaN)}
      notANumber={text.notANumber}
      check={(value) => (value < 0 && !props.mayBeNegative ? text.negative : undefined)}
      onInput={(value) => value !== undefined && props.onInput(value)}
      onCommit={(value) => value !== undefined && props.onCommit(value)}
    />
  );
}
