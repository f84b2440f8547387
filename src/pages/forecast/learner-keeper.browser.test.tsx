import { createSignal, Show } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { FeaturesPage } from '../features/features-page.tsx';
import { ForecastPage } from './forecast-page.tsx';

let page: MountedPage | undefined;
afterEach(() => {
  page?.remove();
  page = undefined;
});

/** An app of two pages, of which one is on screen. */
function app(first: 'features' | 'forecast') {
  const [shown, setShown] = createSignal(first);
  const Pages = () => (
    <Show when={shown() === 'features'} fallback={<ForecastPage />}>
      <FeaturesPage />
    </Show>
  );
  page = mountPage(Pages, 'fine', { path: '/' });
  return { ...page, show: setShown };
}
const starts = (calls: readonly string[]) => calls.filter((call) => call === 'start').length;

test('beside a training the features come from the learner that trains, which goes on', async () => {
  const { learner, words, control, show } = app('forecast');
  await vi.waitFor(() => expect(words()).toContain('Who speaks, and why'));
  control('Learn now').click();
  await vi.waitFor(() => expect(words()).toContain('waits for its turn'));
  show('features');
  await vi.waitFor(() => expect(words()).toContain('160 figures'));
  show('forecast');
  await vi.waitFor(() => expect(learner.calls).toContain('stop'));
  await vi.waitFor(() => expect(words()).toContain('waits for its turn'));
  expect(starts(learner.calls)).toBe(1);
  expect(learner.closed).toBe(0);
});

test('forecasts are loaded into a learner that was opened for features only when they are needed', async () => {
  const { learner, words, show } = app('features');
  await vi.waitFor(() => expect(words()).toContain('160 figures'));
  expect(learner.isFollowed).toBe(false);
  show('forecast');
  await vi.waitFor(() => expect(words()).toContain('Who speaks, and why'));
  expect(learner.isFollowed).toBe(true);
  expect(starts(learner.calls)).toBe(1);
});
