import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../ui/base.css';
import { createStretch, type Stretch } from './create-stretch.ts';
import { StretchBar } from './stretch-bar.tsx';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = new Date(2026, 0, 15, 16).getTime();
const OLDEST = new Date(2026, 0, 12, 8).getTime();

beforeEach(() => localStorage.clear());

function show(kept: { readonly oldestAtMs?: number } | undefined = { oldestAtMs: OLDEST }) {
  const [nowMs, setNowMs] = createSignal(NOW);
  let stretch: Stretch | undefined;
  const host = document.createElement('div');
  document.body.append(host);
  const dispose = render(() => {
    const made = createStretch(() => ({ nowMs: nowMs(), pollMs: 10_000 }));
    stretch = made;
    return <StretchBar stretch={made} kept={kept} nowMs={nowMs()} />;
  }, host);
  onTestFinished(() => {
    dispose();
    host.remove();
  });
  const button = (word: string) => {
    const found = [...host.querySelectorAll('button')].find(({ textContent }) => textContent === word);
    if (!found) throw new Error(`no button ${word}`);
    return found;
  };
  const closed = () =>
    [...host.querySelectorAll('button')]
      .filter(({ ariaDisabled }) => ariaDisabled === 'true')
      .map(({ textContent }) => textContent);
  const day = () => {
    const field = host.querySelector('input');
    if (!field) throw new Error('no field for a day');
    return field;
  };
  if (!stretch) throw new Error('no stretch');
  return { host, stretch, button, closed, day, setNowMs };
}

test('a history that ends now has nothing later, and says so', () => {
  const { host, closed } = show();
  expect(closed()).toEqual(['Later', 'Now']);
  expect(host.textContent).toContain('Up to now');
});

test('goes back by its own length, as far as something is kept, says what was first, and comes forth again', async () => {
  const { host, stretch, button, closed } = show();
  const { fromMs } = stretch.range();
  button('Earlier').focus();
  await userEvent.keyboard('{Enter}');
  expect(stretch.range()).toEqual({ fromMs: fromMs - DAY_MS, toMs: fromMs });
  expect(closed()).toEqual([]);
  for (let step = 0; step < 5; step += 1) await userEvent.keyboard('{Enter}');
  expect(stretch.range().fromMs).toBe(fromMs - 3 * DAY_MS);
  expect(closed()).toEqual(['Earlier']);
  expect(host.textContent).toMatch(/Nothing earlier is kept: the first reading is of .*12.*8:00/);
  const reason = button('Earlier').getAttribute('aria-describedby');
  expect(host.querySelector(`[id="${reason}"]`)?.textContent).toContain('Nothing earlier is kept');
  // The focus stays on a button that has nowhere to go any more.
  expect(document.activeElement).toBe(button('Earlier'));
  for (let step = 0; step < 3; step += 1) button('Later').click();
  expect(stretch.live()).toBe(true);
});

test('a stretch of the past stays where it is while time goes on', () => {
  const { stretch, button, setNowMs } = show();
  button('Earlier').click();
  const before = stretch.range();
  setNowMs(NOW + HOUR_MS);
  expect(stretch.range()).toEqual(before);
  button('Now').click();
  expect(stretch.range().toMs).toBeGreaterThanOrEqual(NOW + HOUR_MS);
});

test('goes to a day that is kept, whole, and refuses the others in words', async () => {
  const { host, stretch, day } = show();
  await userEvent.fill(day(), '2026-01-13');
  const midnight = new Date(2026, 0, 13).getTime();
  expect(stretch.range()).toEqual({ fromMs: midnight, toMs: midnight + DAY_MS });
  await userEvent.fill(day(), '2025-12-24');
  expect(host.textContent).toMatch(/Nothing is kept before .*12/);
  await userEvent.fill(day(), '2026-01-16');
  expect(host.textContent).toContain('That day is yet to come.');
  expect(stretch.range().fromMs).toBe(midnight);
  await userEvent.fill(day(), '2026-01-15');
  expect([stretch.live(), stretch.length()]).toEqual([true, '24h']);
});

test('another length is of the same middle, and of now where it would go beyond', () => {
  const { stretch, button } = show({ oldestAtMs: NOW - 400 * DAY_MS });
  stretch.goToDay('2026-01-10');
  const noon = new Date(2026, 0, 10, 12).getTime();
  stretch.setLength('6h');
  expect(stretch.range()).toEqual({ fromMs: noon - 3 * HOUR_MS, toMs: noon + 3 * HOUR_MS });
  stretch.setLength('7d');
  expect(stretch.range()).toEqual({ fromMs: noon - 3.5 * DAY_MS, toMs: noon + 3.5 * DAY_MS });
  stretch.setLength('30d');
  expect(stretch.live()).toBe(true);
  stretch.setLength('1y');
  button('Earlier').click();
  expect(stretch.range().toMs).toBeLessThan(NOW - 364 * DAY_MS);
});

test('of a miner of whom nothing is kept there is no way back, and it says why', () => {
  const { host, closed, day } = show({});
  expect(closed()).toEqual(['Earlier', 'Later', 'Now']);
  expect(host.textContent).toContain('Nothing is kept of this miner yet.');
  expect(day().disabled).toBe(true);
});
