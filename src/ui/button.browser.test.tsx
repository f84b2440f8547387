import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import './base.css';
import { Button } from './button.tsx';

let remove = () => {};
afterEach(() => remove());

function mount() {
  const host = document.createElement('div');
  document.body.append(host);
  const pressed = vi.fn();
  const submitted = vi.fn((event: Event) => event.preventDefault());
  const [busy, setBusy] = createSignal(false);
  const dispose = render(
    () => (
      <form onSubmit={submitted}>
        <input name="address" />
        <Button type="submit" busy={busy()} onClick={pressed}>
          Ask
        </Button>
      </form>
    ),
    host,
  );
  remove = () => {
    dispose();
    host.remove();
  };
  const [field, button] = [host.querySelector('input'), host.querySelector('button')];
  if (!field || !button) throw new Error('nothing was mounted');
  return { field, button, pressed, submitted, setBusy };
}

test('a busy button cannot be pressed, nor its form be sent by Enter', async () => {
  const { field, button, pressed, submitted, setBusy } = mount();
  setBusy(true);
  button.click();
  field.focus();
  await userEvent.keyboard('{Enter}');
  expect(pressed).not.toHaveBeenCalled();
  expect(submitted).not.toHaveBeenCalled();
  expect(button.ariaBusy).toBe('true');
  setBusy(false);
  button.click();
  expect(pressed).toHaveBeenCalledOnce();
  expect(submitted).toHaveBeenCalledOnce();
});

test('a button that becomes busy keeps the focus', async () => {
  const { button, setBusy } = mount();
  button.focus();
  setBusy(true);
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  expect(document.activeElement).toBe(button);
});

test('a busy button of any look wears the faint colours, which can be read', () => {
  const host = document.createElement('div');
  document.body.append(host);
  const looks = ['plain', 'primary', 'quiet', 'danger'] as const;
  const dispose = render(
    () =>
      looks.map((look) => (
        <Button look={look} busy>
          {look}
        </Button>
      )),
    host,
  );
  remove = () => {
    dispose();
    host.remove();
  };
  const colours = [...host.querySelectorAll('button')].map((button) => {
    const { color, backgroundColor } = getComputedStyle(button);
    return `${color} on ${backgroundColor}`;
  });
  expect(colours).toHaveLength(looks.length);
  expect(new Set(colours).size).toBe(1);
});
