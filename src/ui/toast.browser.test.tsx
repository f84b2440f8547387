import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
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

test('a message does not go while it is being read', async () => {
  const { host, toast } = mount();
  toast({ words: 'Copied.', lifeMs: 60 });
  const message = [...host.querySelectorAll('span')].find(({ textContent }) => textContent === 'Copied.');
  message?.dispatchEvent(new PointerEvent('pointerenter', { bubbles: true }));
  message?.parentElement?.dispatchEvent(new PointerEvent('pointerenter'));
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(host.textContent).toContain('Copied.');
});
