import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import './base.css';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

let remove = () => {};
afterEach(() => remove());

function mount() {
  const host = document.createElement('div');
  document.body.append(host);
  const confirmed = vi.fn();
  const dispose = render(() => {
    const [open, setOpen] = createSignal(false);
    return (
      <>
        <Button onClick={() => setOpen(true)}>Remove</Button>
        <Dialog
          open={open()}
          heading="Remove Kitchen Gamma?"
          onClose={() => setOpen(false)}
          actions={
            <Button look="danger" onClick={confirmed}>
              Yes
            </Button>
          }
        >
          <p>Its history goes with it.</p>
        </Dialog>
      </>
    );
  }, host);
  remove = () => {
    dispose();
    host.remove();
  };
  const button = host.querySelector('button');
  const dialog = host.querySelector('dialog');
  if (!button || !dialog) throw new Error('nothing was mounted');
  return { button, dialog, confirmed };
}

test('a dialog keeps the keyboard inside, and gives the focus back when Escape closes it', async () => {
  const { button, dialog } = mount();
  button.focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(dialog.open).toBe(true));
  expect(dialog.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(dialog.open).toBe(false));
  expect(document.activeElement).toBe(button);
});

test('after Escape it can be opened again', async () => {
  const { button, dialog } = mount();
  for (const _time of [1, 2]) {
    button.click();
    await vi.waitFor(() => expect(dialog.open).toBe(true));
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(dialog.open).toBe(false));
  }
});

test('it is named by its heading, and the way out comes before the deed', () => {
  const { dialog } = mount();
  const heading = dialog.querySelector('h2');
  expect(dialog.getAttribute('aria-labelledby')).toBe(heading?.id);
  expect([...dialog.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
    'Cancel',
    'Yes',
  ]);
});
