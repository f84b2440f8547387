import { afterEach, expect, test } from 'vitest';
import { showPlan } from '../../../tests/preview/fake-plan-states.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { PlanView } from '../../workers/plan-api.ts';
import type { PolicyAnswer, PolicyTestRequest } from '../../workers/policy-api.ts';
import { PolicyCard } from './policy-card.tsx';

let page: MountedPage | undefined;
afterEach(() => page?.remove());

/** A tester that answers when it is told to. */
class PlayedTester {
  closed = 0;
  request: PolicyTestRequest | undefined;
  tell: (part: number) => void = () => undefined;
  answer: (answer: PolicyAnswer) => void = () => undefined;
  breakOff: () => void = () => undefined;

  readonly open = async () => ({
    api: {
      test: (request: PolicyTestRequest, _past: unknown, onProgress: (part: number) => void) => {
        this.request = request;
        this.tell = onProgress;
        return new Promise<PolicyAnswer>((resolve) => {
          this.answer = resolve;
        });
      },
    },
    close: () => {
      this.closed++;
    },
    onBroken: (tell: () => void) => {
      this.breakOff = tell;
    },
  });
}

async function opened() {
  const tester = new PlayedTester();
  let view: PlanView | undefined;
  page = mountPage(
    () => (view ? <PolicyCard view={view} currency="EUR" open={tester.open} /> : undefined),
    'fine',
    { path: '/plan' },
  );
  showPlan(page.collector, null);
  view = await page.collector.planner.plan();
  page.remove();
  page = mountPage(() => <PolicyCard view={view as PlanView} currency="EUR" open={tester.open} />, 'fine', {
    path: '/plan',
  });
  return { tester, ...page };
}

test('is tested on the owner’s past, tells how far it is, and says who decides', async () => {
  const { tester, words, control, find } = await opened();
  control('Test it on my past').click();
  await expect.poll(() => tester.request?.settings.currency).toBe('EUR');
  tester.tell(0.25);
  await expect.poll(() => find<HTMLProgressElement>('progress').value).toBe(0.25);
  tester.answer({
    kind: 'planner-speaks',
    days: 80,
    policyPerDay: 1.95,
    plannerPerDay: 2,
    gain: { mean: -0.05, low95: -0.08, high95: -0.02 },
  });
  await expect.poll(words).toContain('so the planner decides');
  expect(words()).toMatch(/Over 80 days .+ −.?€0\.050? a day .+ between −.?€0\.080? and −.?€0\.020?/);
  expect(tester.closed).toBe(1);
  control('Test it again').click();
  await expect.poll(words).not.toContain('Over 80 days');
});

test('a sure gain is told, and that the policy carries nothing out', async () => {
  const { tester, words, control } = await opened();
  control('Test it on my past').click();
  await expect.poll(() => tester.request).toBeDefined();
  const gain = { mean: 0.2, low95: 0.1, high95: 0.3 };
  tester.answer({ kind: 'promoted', days: 80, policyPerDay: 2.2, plannerPerDay: 2, gain });
  await expect.poll(words).toContain('That is a sure gain on your past. The planner still decides');
});

test('is cancelled by one press, and what breaks off is told', async () => {
  const { tester, words, control } = await opened();
  control('Test it on my past').click();
  await expect.poll(() => tester.request).toBeDefined();
  control('Cancel').click();
  await expect.poll(words).toContain('Test it on my past');
  expect(tester.closed).toBe(1);
  control('Test it on my past').click();
  await expect.poll(words).toContain('Learning from');
  await expect.poll(() => tester.closed).toBe(1);
  tester.breakOff();
  await expect.poll(words).toContain('The test broke off.');
});

test.each([
  [{ kind: 'too-short', days: 12, needed: 56 } as const, '12 days of prices and earnings are stored'],
  [{ kind: 'nothing-stored', lacks: 'prices' } as const, 'Nothing is stored of what power cost'],
])('%j: “%s”', async (answer, sentence) => {
  const { tester, words, control } = await opened();
  control('Test it on my past').click();
  await expect.poll(() => tester.request).toBeDefined();
  tester.answer(answer);
  await expect.poll(words).toContain(sentence);
});
