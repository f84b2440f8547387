import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page as browser } from 'vitest/browser';
import type { Scenario } from '../../../tests/preview/fake-views.ts';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { HealthPage } from './health-page.tsx';

/** Generous: the page comes as modules of its own, which the test's server first has to make. */
const LAZY_MS = 20_000;

let page: MountedPage | undefined;
beforeEach(() => browser.viewport(1280, 900));
afterEach(() => page?.remove());

function mounted(scenario: Scenario = 'fine') {
  page = mountPage(HealthPage, scenario, { path: '/health' });
  return page;
}
/** The page of a fleet whose watch has come to this. */
async function reported(state: MountedPage['collector']['health']['state'] = 'troubled') {
  const found = mounted();
  found.collector.health.state = state;
  await vi.waitFor(() => expect(found.collector.health.calls).toContain('followHealth'), LAZY_MS);
  return found;
}
const section = (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('section, article')].find(
    (each) => (each.getAttribute('aria-label') ?? each.querySelector('h2, h3')?.textContent) === name,
  );
  if (!found) throw new Error(`no section "${name}"`);
  return found;
};
const shows = (words: string) => vi.waitFor(() => expect(page?.words()).toContain(words), LAZY_MS);

describe('what the owner reads first', () => {
  test('is who needs him, what it is and how sure, and what is not known yet', async () => {
    const { words } = await reported();
    await shows('2 of 6 miners need you: Garage S19j – the fan is wearing, 97 % sure.');
    expect(words()).toContain('Kitchen Gamma: 9 of 14 days known.');
  });

  test('is that nothing was found where all is known, and never so where it is not', async () => {
    await reported('well');
    await shows('Nothing wrong found. Watched since');
    page?.remove();
    await reported('learning');
    await shows('Nothing wrong found so far, and not everything is known yet.');
  });

  test('is how far the past is judged, while it is', async () => {
    await reported('judging');
    await shows('42 % judged');
    expect(document.querySelector('progress')?.value).toBeCloseTo(0.42);
  });

  test('is that the past is being read, and not that there is none, before anything of it is judged', async () => {
    await reported('filling');
    await shows('0 % judged');
    await shows('How long they will last');
    expect(page?.words()).not.toContain('The watch has just begun');
  });

  test('is that the watch has just begun, with lifetimes and log below', async () => {
    await reported('begun');
    await shows('The watch has just begun');
    expect(page?.words()).toContain('How long they will last');
    expect(page?.words()).not.toContain('Nothing wrong found');
  });

  test('is what this is for, where there is no miner', async () => {
    const { control } = mounted('empty');
    await shows('Nothing to watch yet');
    expect(control('Add a miner').getAttribute('href')).toBe('/add');
  });

  test('is that the watch does not answer, and it is asked again', async () => {
    const { collector, control } = await reported(new Error('the database is closed'));
    await shows('The watch does not answer: the database is closed');
    collector.health.state = 'troubled';
    control('Try again').click();
    await shows('2 of 6 miners need you');
    expect(page?.words()).not.toContain('does not answer');
  });
});

test('the worst finding shows its evidence, causes with odds, and the cheapest check step by step', async () => {
  await reported();
  await shows('Cheapest check first');
  const worst = wordsOf(section('Garage S19j – the fan is wearing'));
  expect(worst).toContain('12 % less than usual (95 % likely 9.0 % to 15 %)');
  expect(worst).toContain('Costs about €0.21/day (80 % likely between €0.12 and €0.34).');
  expect(worst).toMatch(
    /A worn fan 86 % Speaks for it ?: the fan turns slower at the same duty \(strongly\)/,
  );
  expect(worst).toContain('Look and listen: does it turn, does it grind, does it swing?');
  expect(worst).toContain('It was this, and is mended, if within a day: the fan turns as fast as ever');
  expect(wordsOf(section('Desk Supra – the cooling is getting worse (thermal resistance)'))).not.toContain(
    'Cheapest check first',
  );
});

test('what would mend a finding, and money does not ask for, is named with why, and what comes of leaving it', async () => {
  await reported();
  await shows('Would help, and is not planned');
  expect(wordsOf(section('Would help, and is not planned'))).toMatch(
    /Left alone, it is 88 % likely to stop or fail within 90 days\. It earns less than its power costs/,
  );
});

test('work that was done is written down with one press, and taken back with another', async () => {
  const { collector, control } = await reported();
  await shows('I replaced the fan');
  control('I replaced the fan').click();
  await shows('Written down.');
  await vi.waitFor(
    () => expect(wordsOf(section('Maintenance log'))).toContain('Fan replaced, Garage S19j'),
    LAZY_MS,
  );
  const card = section('Garage S19j – the fan is wearing');
  expect(wordsOf(card)).toMatch(/Fan replaced, Garage S19j, .* Waiting for the readings to confirm it/);
  expect(wordsOf(card)).not.toContain('I replaced the fan');
  control('Undo').click();
  await vi.waitFor(
    () => expect(wordsOf(section('Maintenance log'))).not.toContain('Fan replaced, Garage S19j'),
    LAZY_MS,
  );
  expect(collector.health.calls.filter((call) => call.startsWith('logMaintenance'))).toEqual([
    'logMaintenance e5 fan-replaced',
  ]);
});

test('what its owner did stays on its finding until the readings tell, and can be taken back there', async () => {
  const { collector, control } = await reported();
  await shows('I cleaned it');
  control('I cleaned it').click();
  await vi.waitFor(() => control('Take back: Cleaned, Desk Supra'), LAZY_MS);
  control('Take back: Cleaned, Desk Supra').click();
  await shows('Taken out of the log.');
  await shows('I cleaned it');
  expect(collector.health.calls.at(-1)).toMatch(/^removeMaintenance /);
});

test('a repair that the readings did not tell of says so, beside the next step, and can be done again', async () => {
  const { collector, control } = await reported();
  await shows('I cleaned it');
  collector.health.tried = true;
  collector.health.tell();
  await shows('14 days of readings did not tell whether it helped: the trouble is too small for that.');
  await shows('something else was changed meanwhile');
  control('I cleaned it');
  control('Take back: Cleaned, Desk Supra');
});

test('of several miners all are done with one press, or one by one', async () => {
  const { collector, control } = await reported();
  await shows('I cleaned it');
  collector.health.alsoDusty = ['c3', 'f6'];
  collector.health.tell();
  await vi.waitFor(() => control('Not all of them'), LAZY_MS);
  control('Not all of them').click();
  control('I cleaned it: Attic NerdQ').click();
  await vi.waitFor(() => control('I cleaned it – all 2 miners'), LAZY_MS);
  control('I cleaned it – all 2 miners').click();
  await vi.waitFor(
    () =>
      expect(collector.health.calls.filter((call) => call.startsWith('logMaintenance'))).toEqual([
        'logMaintenance c3 cleaned',
        'logMaintenance b2 cleaned',
        'logMaintenance f6 cleaned',
      ]),
    LAZY_MS,
  );
});

test('a false alarm leaves the open findings, is counted, and a keyboard goes on at their heading', async () => {
  const { words } = await reported();
  await shows('2 of 6 miners need you');
  expect(words()).toContain('you called 1 of them false');
  const card = section('Garage S19j – the fan is wearing');
  const button = [...card.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'False alarm',
  );
  button?.focus();
  button?.click();
  await shows('1 of 6 miners needs you: Desk Supra');
  expect(words()).toContain('you called 2 of them false');
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Open findings'), LAZY_MS);
});

test('what cannot be kept is said, and changes nothing', async () => {
  const { collector, control, words } = await reported();
  await shows('I cleaned it');
  collector.health.refuses = new Error('the disk is full');
  control('I cleaned it').click();
  await shows('That was not kept. Please try again.');
  expect(words()).not.toContain('Written down.');
});

test('the strip is read by arrow keys, and leads to what was found then', async () => {
  const { find } = await reported();
  await shows('How each miner did');
  const field = find<HTMLElement>('[role="application"][aria-label^="Worst of each miner"]');
  field.focus();
  const press = (key: string) => field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  press('ArrowRight');
  press('ArrowDown');
  press('End');
  await vi.waitFor(
    () => expect(wordsOf(section('How each miner did'))).toMatch(/Desk Supra, .* to .*: Watch/),
    LAZY_MS,
  );
  const link = [...section('How each miner did').querySelectorAll('button')].find(({ textContent }) =>
    textContent?.includes('the cooling is getting worse'),
  );
  link?.click();
  expect(document.activeElement).toBe(
    section('Desk Supra – the cooling is getting worse (thermal resistance)'),
  );
});

test('another alarm budget is kept when the field is left', async () => {
  const { collector } = await reported();
  await shows('False alarms that you allow');
  const field = [...section('False alarms: promised and seen').querySelectorAll('input')][0];
  if (!field) throw new Error('there is no field');
  field.value = '0.5';
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await shows('From now on: 0.5 a month.');
  expect(collector.health.calls).toContain('setAlarmBudget 0.5');
});

test('the timeline shows one miner’s story, and the chart of what happened', async () => {
  const { control } = await reported();
  await shows('Attic NerdQ – pool changed from one to two');
  const select = section('What happened').querySelector('select');
  if (!select) throw new Error('there is nothing to choose');
  select.value = 'c3';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.waitFor(
    () => expect(wordsOf(section('What happened'))).not.toContain('Garage S19j – found'),
    LAZY_MS,
  );
  const button = control('Chart: Attic NerdQ – pool changed from one to two');
  button.click();
  await vi.waitFor(
    () =>
      expect(
        section('What happened').querySelector('[aria-label="Attic NerdQ, around that time"]'),
      ).toBeTruthy(),
    LAZY_MS,
  );
  expect(button.getAttribute('aria-expanded')).toBe('true');
});

describe('on a phone', () => {
  beforeEach(() => browser.viewport(390, 844));

  test('each subject is a line that says what it comes to, and the worst finding a card without its charts', async () => {
    const { words } = await reported();
    await shows('Garage S19j – the fan is wearing');
    expect(words()).toContain('Replace the fan of Garage S19j. Best done by');
    expect(words()).toContain('Most likely to trip or fail: Garage S19j, 44 % within 90 days.');
    expect(words()).toContain('1 a month promised, 1 seen.');
    expect(words()).not.toContain('Cheapest check first');
    expect(words()).not.toContain('False alarms that you allow');
    expect(document.querySelectorAll('h2 > button[aria-expanded="true"]')).toHaveLength(0);
  });

  test('a short way leads to each subject, and unfolds it', async () => {
    const { control } = await reported();
    await vi.waitFor(() => control('False alarms'), LAZY_MS);
    control('False alarms').click();
    await shows('False alarms that you allow');
    const heading = section('False alarms: promised and seen').querySelector('h2 > button');
    expect(document.activeElement).toBe(heading);
    expect(heading?.getAttribute('aria-expanded')).toBe('true');
    control('False alarms').click();
    expect(heading?.getAttribute('aria-expanded')).toBe('true');
    control('Findings').click();
    expect(document.activeElement?.textContent).toBe('Open findings');
  });
});

test('a page that is left stops following', async () => {
  const { collector } = await reported();
  await shows('2 of 6 miners need you');
  page?.remove();
  await vi.waitFor(() => expect(collector.health.calls).toContain('stopHealth'), LAZY_MS);
});
