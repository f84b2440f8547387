import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { ForecastPage } from './forecast-page.tsx';

let page: MountedPage | undefined;
afterEach(() => {
  page?.remove();
  page = undefined;
});

function mounted(options: Parameters<typeof mountPage>[2] = {}, before?: (page: MountedPage) => void) {
  const found = mountPage(ForecastPage, 'fine', options);
  page = found;
  before?.(found);
  return found;
}
async function shown(of: string, before?: (page: MountedPage) => void) {
  const found = mounted({ path: `/learn/forecast?of=${of}` }, before);
  await vi.waitFor(() => expect(found.words()).toContain('Who speaks, and why'));
  return found;
}
const saying = (words: string) => vi.waitFor(() => expect(page?.words()).toContain(words));

describe('a forecast', () => {
  test('begins with one sentence, in the owner’s money, with both ranges', async () => {
    const { words } = await shown('price:BTC');
    expect(words()).toMatch(/Price of BTC in 7 days \(.+\): about €8\d,\d{3}\./);
    expect(words()).toMatch(/Four times of five it lies between €.+, nineteen times of twenty between €/);
  });

  test('is drawn as a fan behind its past, told in words and as a table', async () => {
    const { find, words } = await shown('price:BTC');
    await vi.waitFor(() => expect(find('canvas')).toBeTruthy());
    expect(words()).toMatch(/Known up to .+, last €.+\. Forecast for .+: €.+, 80 % range €.+ to €/);
    find<HTMLElement>('figure summary').click();
    await vi.waitFor(() => expect(page?.find('figure table').querySelectorAll('tbody tr')).toHaveLength(7));
    expect(find('figure thead').textContent).toContain('95 % range');
  });

  test('is read with the arrow keys, ranges and all', async () => {
    const { find } = await shown('price:BTC');
    await vi.waitFor(() => expect(find('.u-over').clientWidth).toBeGreaterThan(0));
    find<HTMLElement>('[role=application]').focus();
    await userEvent.keyboard('{End}');
    await vi.waitFor(() =>
      expect(find('figure [aria-live]').textContent).toMatch(
        /Known unknown, Forecast €.+, 80 % from €.+, 80 % to €/,
      ),
    );
  });

  test('tells what is known from what is foreseen', async () => {
    const { words } = await shown('power-price:home');
    expect(words()).toContain('14 of 24 steps ahead are known, not foreseen.');
  });

  test('goes as far ahead as is chosen', async () => {
    const { learner } = await shown('power-price:home');
    document.querySelector<HTMLInputElement>('input[value="48h"]')?.click();
    await vi.waitFor(() => expect(learner.asked).toContain('predict power-price:home:hour 48'));
    await saying('Price of power in 48 h');
    expect(page?.path()).toContain('ahead=48h');
  });

  test('of another thing is asked for when that is chosen', async () => {
    const { find } = await shown('price:BTC');
    const select = find<HTMLSelectElement>('select');
    expect([...select.querySelectorAll('optgroup')].map(({ label }) => label)).toContain('Price of power');
    select.value = 'difficulty:BTC';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await saying('Difficulty of BTC in 7 days');
  });

  test('says why it says so, features by their names', async () => {
    await shown('price:BTC');
    await saying('The difficulty changes on');
    expect(page?.words()).toContain('Its own value 24 steps before');
    expect(page?.words()).toContain('exact shares (Shapley values)');
  });
});

describe('who speaks', () => {
  test('is the simple rule where it is better, and the figures say so', async () => {
    const { words } = await shown('price:BTC');
    expect(words()).toContain(
      'The simple rule is better here (MASE 1.00 against 1.04 of Boosted trees, p = 0.83, on 61 days).',
    );
  });

  test('is a model where it wins', async () => {
    const { words } = await shown('power-price:home');
    expect(words()).toContain('Boosted trees: better than the simple rule here (MASE 0.81 against 1.00');
    expect(words()).toContain('power is drawn in the third of the hours that is said to be the cheapest');
  });

  test('stands in a table, with each term to be opened', async () => {
    const { words, find } = await shown('price:BTC');
    const notes = find<HTMLElement>('[aria-label="What the figures mean"]');
    const mase = [...notes.querySelectorAll('summary')].find((each) => each.textContent?.startsWith('MASE'));
    mase?.click();
    await vi.waitFor(() => expect(mase?.parentElement?.hasAttribute('open')).toBe(true));
    expect(words()).toContain('in units of what repeating the last season misses by');
    expect(words()).toContain('Recurrent net (LSTM): 61 of 120 days known.');
    expect(words()).toContain('No decision in money is known to hang on this');
  });

  test('is the simple rule before any contest', async () => {
    const { words } = await shown('price:BTC', ({ learner }) => {
      learner.isNew = true;
    });
    expect(words()).toContain('No contest was held yet');
    expect(words()).toContain('Nothing to count yet');
    expect(words()).toContain('No forecast has been kept yet');
  });
});

test('ranges and directions are counted against what came', async () => {
  const { words } = await shown('price:BTC');
  expect(words()).toContain('80 % ranges held 79 % of the last 240 days');
  expect(words()).toContain('It said the right direction 54 % of 240 times');
  expect(words()).toContain('Always saying the more frequent one is right 52 %');
});

test('forecasts of before lie over what came, one by one, by buttons and keys', async () => {
  const { control, words, find } = await shown('power:a1');
  control('Earlier forecast').click();
  await saying('12 of 12 values lay within its 80 % range. 1 of 6');
  control('Earlier forecast').focus();
  await userEvent.keyboard('{ArrowLeft}');
  await saying('2 of 6');
  expect(find('figure').getAttribute('aria-label')).toContain('over what came');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await saying('The forecast of now');
  expect(words()).not.toContain('2 of 6');
});

describe('what is not there yet', () => {
  test('says how much is known, and when it will be enough', async () => {
    mounted({ path: '/learn/forecast?of=earnings:BTC&ahead=7d' });
    await saying('17 of 60 days known; enough on');
  });

  test('says who could tell it, and leads there', async () => {
    const { control } = mounted({ path: '/learn/forecast?of=fees:BTC' });
    await saying('Nobody tells the fees.');
    expect(control('Choose sources').getAttribute('href')).toBe('/settings/sources');
  });

  test('teaches where there is nothing at all', async () => {
    const { control } = mounted({}, ({ learner }) => {
      learner.knowsNothing = true;
    });
    await saying('Nothing to forecast yet');
    expect(control('Add a miner').getAttribute('href')).toBe('/add');
  });
});

describe('learning', () => {
  test('shows how far it is, can be held and ended, and brings a new forecast', async () => {
    const { learner, control, words } = await shown('price:BTC');
    control('Learn now').click();
    await saying('waits for its turn');
    expect(learner.asked).toContain('train price:BTC:day 60 s');
    const left = { of: 'all', s: 3, isLonger: false, toldAtMs: Date.now() } as const;
    learner.change('training-1', { phase: 'search', done: 0.42, left });
    await saying('tries parameters, 42 %, about 3 s left');
    // Nothing newer is told: it runs down all the same.
    await vi.waitFor(() => expect(words()).toMatch(/42 %, (about 1 s left|nearly done)/), { timeout: 5_000 });
    control('Pause').click();
    await saying('paused by you');
    control('Go on').click();
    await vi.waitFor(() => expect(learner.asked).toContain('resume training-1'));
    const before = learner.asked.filter((call) => call.startsWith('predict')).length;
    learner.change('training-1', { phase: 'done', done: 1 });
    await vi.waitFor(() =>
      expect(learner.asked.filter((call) => call.startsWith('predict')).length).toBeGreaterThan(before),
    );
  });

  test('says why it failed', async () => {
    const { learner, control } = await shown('price:BTC');
    control('Learn now').click();
    await saying('waits for its turn');
    const lack = { kind: 'too-little-data', has: 3, needs: 60 } as const;
    learner.change('training-1', {
      phase: 'failed',
      failure: { name: 'LearnerFailure', kind: 'lacking', message: 'too little', lack },
    });
    await saying('3 of 60 days known');
  });

  test('goes on while other pages are looked at, and the worker ends after it', async () => {
    const { learner, control, remove } = await shown('price:BTC');
    control('Learn now').click();
    await saying('waits for its turn');
    remove();
    page = undefined;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(learner.closed).toBe(0);
    learner.change('training-1', { phase: 'done' });
    await vi.waitFor(() => expect(learner.closed).toBe(1), { timeout: 5_000 });
  });
});

describe('trouble', () => {
  test('with the store is told, and it can be tried again', async () => {
    const { control, learner } = mounted({}, (its) => {
      its.learner.problem = { kind: 'blocked', detail: 'an older tab' };
    });
    await saying('Close it, then try again.');
    learner.problem = undefined;
    control('Try again').click();
    await saying('Who speaks, and why');
  });

  test('with one forecast is told in words, and the rest of the page stays', async () => {
    const { learner, control } = mounted({ path: '/learn/forecast?of=price:BTC' }, (its) => {
      const ask = its.learner.forecastTargets.bind(its.learner);
      its.learner.forecastTargets = async () => {
        const told = await ask();
        its.learner.failsWith = { name: 'LearnerFailure', kind: 'store', message: 'the disk is gone' };
        return told;
      };
    });
    await saying('What is stored on this device cannot be read or written just now.');
    learner.failsWith = undefined;
    control('Try again').click();
    await saying('Who speaks, and why');
  });
});

test('the demo says that its forecasts are made up', async () => {
  mounted({ kind: 'demo' });
  await saying('Demo: forecasts for the made-up fleet.');
});
