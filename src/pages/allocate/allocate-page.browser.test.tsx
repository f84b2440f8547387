import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FAKE_ALLOCATION } from '../../../tests/preview/fake-allocation.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { AllocationPlan } from '../../domain/allocation.ts';
import { AllocatePage } from './allocate-page.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

function open(kept?: AllocationPlan): MountedPage {
  const mounted = mountPage(AllocatePage, 'fine', kept ? { sharing: kept } : {});
  page = mounted;
  return mounted;
}

function fields(label: string): readonly HTMLInputElement[] {
  return [...document.querySelectorAll('label')]
    .filter((each) => each.textContent?.trim() === label)
    .map((each) => document.getElementById(each.htmlFor))
    .filter((each): each is HTMLInputElement => each instanceof HTMLInputElement);
}

async function type(label: string, text: string): Promise<void> {
  const [input] = fields(label);
  if (!input) throw new Error(`no field ${label}`);
  await userEvent.fill(input, text);
  input.blur();
}

describe('the page that shares what there is', () => {
  test('says what a workload is before any is written down', async () => {
    const mounted = open();
    await vi.waitFor(() => expect(mounted.words()).toContain('Nothing is written down yet'));
    expect(mounted.words()).toContain('Add a workload to see it.');
  });

  test('finds the best split, says what more would be worth, and whether the change pays', async () => {
    const mounted = open(FAKE_ALLOCATION);
    await vi.waitFor(() => expect(mounted.words()).toMatch(/It earns .*6\.19 a day/), 20_000);
    expect(mounted.words()).toMatch(/Garage miners 1 2/);
    expect(mounted.words()).toMatch(/One more watt of power is worth .* a day/);
    expect(mounted.words()).toMatch(/Not worth changing: .* an hour/);
    expect(mounted.words()).toContain('Costs of the change:');
  });

  test('names the limits that cannot be kept together', async () => {
    const [first, ...others] = FAKE_ALLOCATION.workloads;
    if (!first) throw new Error('no workload');
    const workloads = [{ ...first, least: 40 }, ...others];
    const mounted = open({ ...FAKE_ALLOCATION, workloads });
    await vi.waitFor(() => expect(mounted.words()).toContain('cannot be kept together'), 20_000);
    expect(mounted.words()).toContain('Monero on the CPU: units at least');
    expect(mounted.words()).toContain('Processor cores: what there is');
  });

  test('says what would earn without end', async () => {
    const mounted = open({ ...FAKE_ALLOCATION, resources: {} });
    await vi.waitFor(() => expect(mounted.words()).toContain('would earn without end'), 20_000);
    expect(mounted.words()).toContain('Monero on the CPU');
  });

  test('keeps what is written down, and works the split out anew', async () => {
    const mounted = open();
    await vi.waitFor(() => mounted.control('Add a workload'));
    mounted.control('Add a workload').click();
    await vi.waitFor(() => expect(fields('A unit earns')).toHaveLength(1));
    await type('Power', '100');
    await vi.waitFor(() => expect(fields('A unit takes: Power')).toHaveLength(1));
    await type('A unit takes: Power', '10');
    await type('A unit earns', '0.5');
    await vi.waitFor(() => expect(mounted.words()).toMatch(/It earns .*5\.00 a day/), 20_000);
    expect(mounted.collector.sharing.kept).toMatchObject({
      resources: { 'power-w': 100 },
      workloads: [{ name: 'Workload 1', earnedPerUnitDay: 0.5, perUnit: { 'power-w': 10 } }],
    });
  });

  test('gives back a workload that was removed', async () => {
    const mounted = open(FAKE_ALLOCATION);
    await vi.waitFor(() => mounted.control('Remove Storage node'));
    mounted.control('Remove Storage node').click();
    await vi.waitFor(() => expect(mounted.collector.sharing.kept.workloads).toHaveLength(2));
    await vi.waitFor(() => mounted.control('Undo').click());
    await vi.waitFor(() => expect(mounted.collector.sharing.kept).toEqual(FAKE_ALLOCATION));
  });

  test('says which figure makes no sense', async () => {
    const [first, ...others] = FAKE_ALLOCATION.workloads;
    if (!first) throw new Error('no workload');
    const mounted = open({ ...FAKE_ALLOCATION, workloads: [{ ...first, fallPerUnit: -1 }, ...others] });
    await vi.waitFor(
      () => expect(mounted.words()).toContain('monero has a figure that makes no sense'),
      20_000,
    );
  });
});
