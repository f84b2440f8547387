import { type Accessor, createEffect, createSignal, on } from 'solid-js';

/**
 * What stands in a field: what its owner entered, else what the miner is set to. Once the miner is set otherwise, by a
 * change, its undo or anybody else, the entry has had its day.
 */
export function createEntry<Value>(
  present: Accessor<Value>,
): readonly [Accessor<Value>, (entry: Value | undefined) => void] {
  const [entered, setEntered] = createSignal<{ readonly value: Value }>();
  createEffect(on(present, () => setEntered(undefined), { defer: true }));
  return [
    () => entered()?.value ?? present(),
    (value) => void setEntered(value === undefined ? undefined : { value }),
  ];
}
