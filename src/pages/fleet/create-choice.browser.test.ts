import { createRoot, createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { createChoice } from './create-choice.ts';

/** A choice among miners that the test can hide and take out of the fleet. */
function choosing(ids: readonly string[]) {
  return createRoot(() => {
    const [shown, setShown] = createSignal(ids);
    const [all, setAll] = createSignal(ids);
    return { choice: createChoice({ shown, all }), setShown, setAll };
  });
}

test('what is ticked stands in the order of the page', () => {
  const { choice } = choosing(['a', 'b', 'c']);
  choice.toggle('c');
  choice.toggle('a');
  expect(choice.chosen()).toEqual(['a', 'c']);
  choice.toggle('c');
  expect(choice.chosen()).toEqual(['a']);
});

test('a miner that the filter hides is not chosen any more, and is counted as hidden until it is shown again', () => {
  const { choice, setShown } = choosing(['a', 'b', 'c']);
  choice.chooseShown();
  setShown(['b']);
  expect(choice.chosen()).toEqual(['b']);
  expect(choice.hidden()).toBe(2);
  setShown(['a', 'b', 'c']);
  expect(choice.hidden()).toBe(0);
  expect(choice.chosen()).toEqual(['a', 'b', 'c']);
});

test('a miner that leaves the fleet leaves the choice', () => {
  const { choice, setShown, setAll } = choosing(['a', 'b']);
  choice.chooseShown();
  setShown(['b']);
  setAll(['b']);
  expect(choice.chosen()).toEqual(['b']);
  expect(choice.hidden()).toBe(0);
});

test('with Shift all between two ticks become like the second one', () => {
  const { choice } = choosing(['a', 'b', 'c', 'd', 'e']);
  choice.toggle('d');
  choice.toggle('b', { through: true });
  expect(choice.chosen()).toEqual(['b', 'c', 'd']);
  choice.toggle('c', { through: true });
  expect(choice.chosen()).toEqual(['d']);
});

test('Shift takes nothing along when the tick before it has been filtered away', () => {
  const { choice, setShown } = choosing(['a', 'b', 'c']);
  choice.toggle('a');
  setShown(['b', 'c']);
  choice.toggle('c', { through: true });
  expect(choice.chosen()).toEqual(['c']);
});

test('leaving the mode forgets all ticks', () => {
  const { choice } = choosing(['a']);
  choice.begin();
  choice.chooseShown();
  choice.end();
  choice.begin();
  expect(choice.chosen()).toEqual([]);
});
