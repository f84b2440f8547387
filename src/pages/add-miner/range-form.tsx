import { createMemo, createSignal } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { findMiners } from '../../ui/text/en/find-miners.ts';
import styles from './add-miner-page.module.css';
import { typedRanges } from './range-text.ts';

const text = findMiners.ranges;

/** Where to look: suggested by the helper, the owner's to change; nothing starts by itself. */
export function RangeForm(props: {
  /** What the helper suggests; undefined while it is being asked. */
  readonly suggested: string | undefined;
  readonly allowCarrier: boolean;
  readonly looking: boolean;
  /** Another look than the first: said on the button. */
  readonly again: boolean;
  readonly onLook: (ranges: string) => void;
}) {
  const [edited, setEdited] = createSignal<string>();
  const [finished, setFinished] = createSignal(false);
  const value = () => edited() ?? props.suggested ?? '';
  const ranges = createMemo(() => typedRanges(value(), props.allowCarrier));
  const problem = () => {
    const read = ranges();
    if (!('problem' in read)) return undefined;
    return read.unfinished && !finished() ? undefined : read.problem;
  };
  const hint = () => {
    const read = ranges();
    if ('hint' in read) return read.hint;
    if (edited() !== undefined) return text.form;
    return props.suggested === undefined ? text.asking : text.noNetwork;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setFinished(true);
    const read = ranges();
    if ('ranges' in read && !props.looking) props.onLook(read.ranges);
  };
  return (
    <form class={styles.form} onSubmit={submit} noValidate>
      <TextField
        name="ranges"
        label={text.label}
        hint={hint()}
        problem={problem()}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        placeholder="192.168.1.0/24"
        value={value()}
        onInput={(event) => {
          setEdited(event.currentTarget.value);
          setFinished(false);
        }}
        onBlur={() => setFinished(value() !== '')}
      />
      <Button type="submit" look="primary" icon="search" busy={props.looking}>
        {props.looking ? findMiners.running.button : props.again ? findMiners.ended.again : text.start}
      </Button>
    </form>
  );
}
