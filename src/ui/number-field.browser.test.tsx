import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import './base.css';
import { NumberField } from './number-field.tsx';

let remove = () => {};
afterEach(() => remove());

function mount(first: number | undefined, optional = false) {
  const host = document.createElement('div');
  document.body.append(host);
  const [value, setValue] = createSignal<number | undefined>(first);
  const kept = vi.fn();
  const dispose = render(
    () => (
      <NumberField
        label="Price"
        value={value()}
        optional={optional}
        notANumber="Write a number."
        check={(price) => (price < 0 ? 'Cannot be below zero.' : undefined)}
        onInput={setValue}
        onCommit={(price) => {
          setValue(price);
          kept(price);
        }}
      />
    ),
    host,
  );
  remove = () => {
    dispose();
    host.remove();
  };
  const field = host.querySelector('input');
  if (!field) throw new Error('nothing was mounted');
  return { host, field, value, setValue, kept };
}

test('a number takes effect while it is typed, and stays as it is typed', async () => {
  const { field, value, kept } = mount(1);
  await userEvent.fill(field, '0,250');
  expect(value()).toBe(0.25);
  expect(field.value).toBe('0,250');
  expect(kept).not.toHaveBeenCalled();
  field.blur();
  expect(kept.mock.calls).toEqual([[0.25]]);
  expect(field.value).toBe('0.25');
});

test('text that makes no sense says so, changes nothing, and waits to be mended', async () => {
  const { host, field, value, kept } = mount(1);
  await userEvent.fill(field, '-3');
  field.blur();
  expect(host.textContent).toContain('Cannot be below zero.');
  await userEvent.fill(field, 'much');
  field.blur();
  expect(host.textContent).toContain('Write a number.');
  expect([value(), kept.mock.calls.length, field.value]).toEqual([1, 0, 'much']);
});

test('text that makes no sense goes when the value becomes another one elsewhere', async () => {
  const { host, field, setValue } = mount(1);
  await userEvent.fill(field, 'much');
  setValue(0.4);
  expect(field.value).toBe('0.4');
  expect(host.textContent).not.toContain('Write a number.');
});

test('an empty field is a mistake only where the number is needed', async () => {
  const needed = mount(1);
  await userEvent.fill(needed.field, '');
  needed.field.blur();
  expect(needed.host.textContent).toContain('Write a number.');
  remove();
  const optional = mount(1, true);
  await userEvent.fill(optional.field, '');
  optional.field.blur();
  expect(optional.kept.mock.calls).toEqual([[undefined]]);
});
