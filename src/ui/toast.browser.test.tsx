import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import './base.css';
import { type Toast, Toasts, useToast } from './toast.tsx';

let remove = () => {};
afterEach(() => remove());

function mount() {
  const host = document.createElement('div');
  document.body.append(host);
  let show: (toast: Toast) => void = () => {};
  function Page() {
    show = useToast();
    return null;
  }
  const dispose = render(
    () => (
      <Toasts>
        <Page />
      </Toasts>
    ),
    host,
  );
  remove = () => {
    dispose();
    host.remove();
  };
  return { host, toast: (words: Toast) => show(words) };
}

test('a message stands in a region that screen readers announce politely, and goes by itself', async () => {
  const { host, toast } = mount();
  toast({ words: 'Copied.', lifeMs: 80 });
  expect(host.querySelector('[role="status"]')?.textContent).toContain('Copied.');
  await vi.waitFor(() => expect(host.textContent).not.toContain('Copied.'));
});

test('what can be undone is undone by one press, once', () => {
  const { host, toast } = mount();
  const undo = vi.fn();
  toast({ words: 'Kitchen Gamma was removed.', action: { label: 'Undo', run: undo } });
  const button = [...host.querySelectorAll('button')].find(({ textContent }) => textContent === 'Undo');
  button?.click();
  expect(undo).toHaveBeenCalledOnce();
  expect(host.textContent).not.toContain('Kitchen Gamma');
});

test('of two messages on one topic the newer stands alone, so that only the last change can be undone', () => {
  const { host, toast } = mount();
  toast({ words: 'Kept 0.30.', topic: 'tariff', action: { label: 'Undo', run: () => {} } });
  toast({ words: 'Miner removed.' });
  toast({ words: 'Kept 0.25.', topic: 'tariff', action: { label: 'Undo', run: () => {} } });
  expect(host.textContent).not.toContain('Kept 0.30.');
  expect(host.textContent).toContain('Kept 0.25.');
  expect(host.textContent).toContain('Miner removed.');
});

test('whoever came to a message by keyboard is brought back to where they came from', async () => {
  const { host, toast } = mount();
  const field = document.createElement('input');
  host.prepend(field);
  toast({ words: 'Kept.', action: { label: 'Undo', run: () => {} } });
  field.focus();
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement?.textContent).toBe('Undo');
  await userEvent.keyboard('{Tab}{Enter}');
  expect(host.textContent).not.toContain('Kept.');
  expect(document.activeElement).toBe(field);
});

test('a message does not go while it is being read', async () => {
  const { host, toast } = mount();
  toast({ words: 'Copied.', lifeMs: 60 });
  const message = [...host.querySelectorAll('span')].find(({ textContent }) => textContent === 'Copied.');
  message?.dispatchEvent(new PointerEvent('pointerenter', { bubbles: true }));
  message?.parentElement?.dispatchEvent(new PointerEvent('pointerenter'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(host.textContent).toContain('Copied.');
});

test('at most two messages stand on a phone, and three beside it', async () => {
  const shown = (host: HTMLElement) =>
    [...host.querySelectorAll('span')]
      .map(({ textContent }) => textContent)
      .filter((words) => words?.endsWith('.'));
  await page.viewport(1280, 800);
  const wide = mount();
  for (const words of ['One.', 'Two.', 'Three.', 'Four.']) wide.toast({ words });
  expect(shown(wide.host)).toEqual(['Two.', 'Three.', 'Four.']);
  remove();
  await page.viewport(390, 844);
  const narrow = mount();
  for (const words of ['One.', 'Two.', 'Three.']) narrow.toast({ words });
  expect(shown(narrow.host)).toEqual(['Two.', 'Three.']);
});
