import { createSignal, Show } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { Purchase } from '../../domain/purchase.ts';
import { PurchaseDialog } from './purchase-dialog.tsx';

const NOW_MS = Date.UTC(2026, 0, 15, 16);

async function open(purchase?: Purchase) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW_MS });
  const fleet = await collector.start({ fleet: 'real' });
  const [first] = fleet.miners;
  if (!first) throw new Error('no miner');
  const miner = { ...first.miner, purchase };
  const [view] = createSignal(fleet);
  const [shown, setShown] = createSignal(true);
  const host = showPage({ collector, view, nowMs: NOW_MS }, () => (
    <Show when={shown()}>
      <PurchaseDialog miner={miner} onClose={() => setShown(false)} />
    </Show>
  ));
  const [day, price, months, circuit] = host.querySelectorAll<HTMLInputElement>('dialog input');
  if (!day || !price || !months || !circuit) throw new Error('a field is missing');
  const kept = () =>
    collector.calls
      .filter((call) => call.startsWith('setPurchase'))
      .map((call) => call.replace(`setPurchase ${miner.id} `, ''));
  const click = (name: string) =>
    [...host.querySelectorAll('button')].find((button) => button.textContent?.trim() === name)?.click();
  return { host, day, price, months, circuit, kept, click };
}

test('what is known of a purchase is kept, the rest left open, and undone from its toast', async () => {
  const { host, day, price, months, kept, click } = await open();
  await userEvent.fill(day, '2025-11-30');
  await userEvent.fill(price, '189,90');
  await userEvent.fill(months, '3');
  expect(host.textContent).toContain('Until Feb 28, 2026.');
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(host.querySelector('dialog')).toBeNull());
  expect(JSON.parse(kept()[0] ?? '')).toEqual({
    boughtAtMs: new Date(2025, 10, 30).getTime(),
    price: 189.9,
    currency: 'EUR',
    warrantyMonths: 3,
  });
  await vi.waitFor(() => {
    click('Undo');
    expect(kept().at(-1)).toBe('undefined');
  });
});

test('what cannot be is told at its field, and nothing is kept', async () => {
  const { host, day, months, kept, click } = await open();
  await userEvent.fill(day, '2009-01-03');
  expect(host.textContent).toContain('No such machine was sold then.');
  await userEvent.fill(day, '');
  await userEvent.fill(months, 'a year');
  expect(host.textContent).toContain('Type a number.');
  click('Save');
  expect(kept()).toEqual([]);
  expect(host.querySelector('dialog')?.open).toBe(true);
});

test('a price keeps the currency that it was paid in, and all of it can be forgotten', async () => {
  const { host, price, kept, click } = await open({ price: 2_500, currency: 'USD' });
  expect(price.value).toBe('2500');
  expect(host.textContent).toContain('USD');
  click('Forget it');
  await vi.waitFor(() => expect(kept()).toEqual(['undefined']));
});

test('the circuit that a miner hangs on is kept by itself, without space around it, and not as a novel', async () => {
  const { host, circuit, kept, click } = await open();
  await userEvent.fill(circuit, 'x'.repeat(41));
  expect(host.textContent).toContain('At most 40 letters.');
  click('Save');
  expect(kept()).toEqual([]);
  await userEvent.fill(circuit, '  Garage B3 ');
  click('Save');
  await vi.waitFor(() => expect(host.querySelector('dialog')).toBeNull());
  expect(JSON.parse(kept()[0] ?? '')).toEqual({ circuit: 'Garage B3' });
});
