import { afterEach, describe, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage, wordsOf } from '../../../tests/preview/mount-page.tsx';
import { ModelsPage } from './models-page.tsx';

let page: MountedPage | undefined;
afterEach(() => {
  page?.remove();
  page = undefined;
});

function mounted(options: Parameters<typeof mountPage>[2] = {}, before?: (page: MountedPage) => void) {
  const found = mountPage(ModelsPage, 'fine', options);
  page = found;
  before?.(found);
  return found;
}
async function shown(options: Parameters<typeof mountPage>[2] = {}) {
  const found = mounted(options);
  await vi.waitFor(() => expect(found.words()).toContain('How the learner is'));
  return found;
}
const saying = (words: string) => vi.waitFor(() => expect(document.body.textContent).toContain(words));
/** The row of a model under the heading of what it forecasts. */
function rowOf(of: string, name: string): HTMLElement {
  const card = [...document.querySelectorAll('section')].find(
    (each) => each.querySelector('h2')?.textContent === of,
  );
  const row = [...(card?.querySelectorAll<HTMLElement>('li') ?? [])].find((each) =>
    wordsOf(each).startsWith(name),
  );
  if (!row) throw new Error(`no row of ${name} under ${of}`);
  return row;
}
function press(row: Element, name: string) {
  const found = [...row.querySelectorAll('button')].find((each) => wordsOf(each) === name);
  if (!found) throw new Error(`no button ${name}`);
  found.click();
}
const POWER = 'Price of power, 48 h';
const PRICE = 'Price of BTC, 7 days';

describe('the registry', () => {
  test('lists models by what they forecast, with status, version and how well they do', async () => {
    await shown();
    const row = wordsOf(rowOf(POWER, 'Boosted trees, version 2'));
    expect(row).toMatch(/^Boosted trees, version 2 Speaks MASE 0\.81, better than the simple rule/);
    expect(row).toMatch(/Trained .+ from what was known of .+ to /);
    expect(wordsOf(rowOf(PRICE, 'Boosted trees'))).toContain('In the shadow MASE 1.04, worse');
    expect(wordsOf(rowOf(PRICE, 'Recurrent net'))).toContain('Candidate Not judged yet');
  });

  test('begins with what the page was opened for', async () => {
    const { words } = await shown({ path: '/learn/models?of=price:BTC:day' });
    expect(words().indexOf(`${PRICE} Boosted trees`)).toBeGreaterThan(0);
    expect(words().indexOf(`${PRICE} Boosted trees`)).toBeLessThan(words().indexOf(`${POWER} Boosted trees`));
  });

  test('tells everything that it knows of a model', async () => {
    await shown();
    const row = rowOf(POWER, 'Boosted trees, version 2');
    row.querySelector('summary')?.click();
    await vi.waitFor(() => expect(wordsOf(row)).toContain('Fingerprint of its data 9f3c2ab41d7e6085'));
    expect(wordsOf(row)).toContain('Learning rate 0.05');
    expect(wordsOf(row)).toContain('Its own value 24 steps before (version 1)');
    expect(wordsOf(row)).toContain('Fold 3');
    expect(wordsOf(row)).toContain('it won its contest (MASE 0.81 against 1.00, p = 0.004)');
    expect(row.querySelector('figure svg[role=img]')?.getAttribute('aria-label')).toMatch(/^40 rounds: /);
  });

  test('teaches where there is none', async () => {
    mounted({}, ({ learner }) => {
      learner.models = [];
    });
    await saying('No model has been trained yet');
    await saying('Nothing leaves this device.');
  });

  test('keeps models of what is forecast no more, to be saved only', async () => {
    mounted({}, ({ learner }) => {
      learner.models = learner.models.map((record) => ({ ...record, targetId: 'price:GONE:day' }));
    });
    await saying('Of a target that is not there: price:GONE:day');
    expect(page?.words()).not.toContain('Let it speak');
    expect(page?.words()).toContain('Save as a file');
  });
});

describe('what a model may do', () => {
  test('is asked twice where its contest is against it, and can be undone', async () => {
    const { learner } = await shown();
    press(rowOf(PRICE, 'Boosted trees'), 'Let it speak');
    await saying('The contest is against it (MASE 1.04 against 1.00)');
    expect(learner.asked.some((call) => call.startsWith('promote'))).toBe(false);
    const dialog = document.querySelector('dialog[open]');
    if (!dialog) throw new Error('no dialog');
    press(dialog, 'Let it speak');
    await saying('Boosted trees, version 2 speaks from now on.');
    expect(learner.asked).toContain('promote price:BTC:day/boosted-trees/2');
    page?.control('Undo').click();
    await vi.waitFor(() => expect(learner.asked).toContain('undo price:BTC:day'));
    await saying('Undone.');
  });

  test('is done at once where it won', async () => {
    const { learner } = await shown();
    press(rowOf(POWER, 'Boosted trees, version 1'), 'Let it speak');
    await vi.waitFor(() => expect(learner.asked).toContain('promote power-price:home:hour/boosted-trees/1'));
  });

  test('is taken back, put away, and said so', async () => {
    const { learner } = await shown();
    press(rowOf(POWER, 'Boosted trees, version 2'), 'Take it back');
    await saying('Boosted trees, version 2 was taken back.');
    await vi.waitFor(() => expect(wordsOf(rowOf(POWER, 'Boosted trees, version 2'))).toContain('Taken back'));
    press(rowOf(PRICE, 'Recurrent net'), 'Archive');
    await saying('Recurrent net (LSTM), version 1 was archived.');
    expect(learner.asked).toContain('archive price:BTC:day/recurrent-net/1');
  });

  test('fails in words, and changes nothing', async () => {
    const { learner } = await shown();
    learner.failsWith = { name: 'LearnerFailure', kind: 'features-differ', message: 'rsi_14d has version 2' };
    press(rowOf(POWER, 'Boosted trees, version 2'), 'Take it back');
    await saying(
      'worked out otherwise now, so it cannot be used. Train it anew. More exactly: rsi_14d has version 2.',
    );
  });
});

test('two models are compared, parameter by parameter', async () => {
  const { words, control } = await shown();
  press(rowOf(POWER, 'Boosted trees, version 2'), 'Compare');
  await saying('Choose another model of the list');
  press(rowOf(POWER, 'Boosted trees, version 1'), 'Compare');
  await saying('Two models side by side');
  expect(words()).toContain('Depth • 4 5');
  control('End the comparison').click();
  await vi.waitFor(() => expect(words()).not.toContain('Two models side by side'));
});

test('a model is explained: what moves it, what matters, how it answers', async () => {
  await shown();
  const row = rowOf(POWER, 'Boosted trees, version 2');
  press(row, 'Explain');
  await vi.waitFor(() => expect(wordsOf(row)).toContain('What moves the forecast now'));
  expect(wordsOf(row)).toContain('Hour of day, now 18 + €0.031/kWh');
  expect(wordsOf(row)).toContain('error 42 % larger without it');
  expect(row.querySelector('svg[role=img]')).toBeTruthy();
});

describe('files', () => {
  const give = (name: string, content: BlobPart) => {
    const input = page?.find<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no field for a file');
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  };
  test('are taken in as candidates', async () => {
    await shown();
    give('model.json', '{}');
    await saying('version 9 was taken in as a candidate.');
    await vi.waitFor(() => expect(wordsOf(rowOf(POWER, 'Boosted trees, version 9'))).toContain('Candidate'));
  });
  test('that are damaged are refused in words', async () => {
    const { learner } = await shown();
    learner.failsWith = { name: 'LearnerFailure', kind: 'damaged-model', message: 'SHA-256 differs' };
    give('model.json', 'nonsense');
    await saying(
      'This is no model of Davylamp, or it is damaged. Nothing was changed. More exactly: SHA-256 differs.',
    );
  });
  test('are made of what is kept', async () => {
    const { learner } = await shown();
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    press(rowOf(POWER, 'Boosted trees, version 2'), 'Save as a file');
    await saying('The model was saved.');
    expect(learner.asked).toContain('export power-price:home:hour/boosted-trees/2');
    expect(saved).toHaveBeenCalledOnce();
    saved.mockRestore();
  });
});

test('a training is begun with what was chosen, and its curve grows', async () => {
  const { learner, control, words } = await shown({ path: '/learn/models?of=price:BTC:day' });
  document.querySelector<HTMLInputElement>('input[value="300"]')?.click();
  document.querySelector<HTMLInputElement>('input[value="quick"]')?.click();
  control('Start training').click();
  await vi.waitFor(() =>
    expect(learner.asked).toContain('train price:BTC:day 300 s direct-linear boosted-trees'),
  );
  const curve = [1, 0.6, 0.4].map((loss) => ({ loss, validationLoss: loss }));
  const model = { kind: 'recurrent-net', parameters: {}, curve, backend: 'webgpu' } as const;
  learner.change('training-1', { phase: 'training', done: 0.3, model });
  await saying('Recurrent net (LSTM), worked out by the graphics card (WebGPU)');
  await vi.waitFor(() => expect(words()).toContain('3 rounds: '));
  control('End it').click();
  await vi.waitFor(() => expect(learner.asked).toContain('cancel training-1'));
  await saying('1 training that has ended');
});

test('the learner says how it is, on what it trains nets, and why', async () => {
  const { words } = await shown();
  expect(words()).toContain('Models kept 4');
  expect(words()).toContain(
    'The processor (WebAssembly, SIMD) : used, for it is done first with a whole training',
  );
  expect(words()).toContain('Set-up 31 ms, a batch 11.8 ms, a round 1.4 s.');
  expect(words()).toContain('not used: this browser has no GPU adapter.');
});
