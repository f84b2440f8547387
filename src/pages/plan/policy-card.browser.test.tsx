import { Show } from 'solid-js';
import { afterEach, expect, test } from 'vitest';
import { showPlan } from '../../../tests/preview/fake-plan-states.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import type { PolicyAnswer, PolicyTestRequest } from '../../workers/policy-api.ts';
import { useFleet } from '../fleet-context.ts';
import { createPlan } from './create-plan.ts';
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

/** As on the page: shown when the fleet is. */
function OnceSeen(props: { readonly open: PlayedTester['open'] }) {
  const { view } = useFleet();
  return (
    <Show when={view()}>
      <Followed open={props.open} />
    </Show>
  );
}

function Followed(props: { readonly open: PlayedTester['open'] }) {
  const plan = createPlan();
  return (
    <Show when={plan.view()}>
      {(view) => (
        <PolicyCard
          view={view()}
          currency="EUR"
          ask={plan.ask}
          nameOf={(id) => `Miner ${id}`}
          open={props.open}
        />
      )}
    </Show>
  );
}

async function opened(state: string | null = null) {
  const tester = new PlayedTester();
  const mounted = mountPage(() => <OnceSeen open={tester.open} />, 'fine', { path: '/plan' });
  showPlan(mounted.collector, state);
  page = mounted;
  await expect.poll(mounted.words).toContain('A learned policy');
  return { tester, ...mounted };
}

test('is tested on the owner’s past, tells how far it is, and says who decides', async () => {
  const { tester, words, control, find } = await opened();
  control('Test it on my past').click();
  await expect.poll(() => tester.request?.settings.currency).toBe('EUR');
  tester.tell(0.25);
  await expect.poll(() => find<HTMLProgressElement>('progress').value).toBe(0.25);
  const gain = { mean: -0.05, low95: -0.08, high95: -0.02 };
  tester.answer({
    finding: { kind: 'planner-speaks', days: 80, policyPerDay: 1.95, plannerPerDay: 2, gain },
  });
  await expect.poll(words).toContain('so the planner decides');
  expect(words()).toMatch(/Over 80 days .+ −.?€0\.050? a day .+ between −.?€0\.080? and −.?€0\.020?/);
  expect(tester.closed).toBe(1);
  control('Test it again').click();
  await expect.poll(words).not.toContain('Over 80 days');
});

test('a sure gain is told, and kept', async () => {
  const { tester, words, control, collector } = await opened();
  control('Test it on my past').click();
  await expect.poll(() => tester.request).toBeDefined();
  const gain = { mean: 0.2, low95: 0.1, high95: 0.3 };
  tester.answer({ finding: { kind: 'promoted', days: 80, policyPerDay: 2.2, plannerPerDay: 2, gain } });
  await expect.poll(words).toContain('That is a sure gain on your past.');
  await expect.poll(() => collector.planner.calls).toContain('policy test');
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
  tester.answer({ finding: answer });
  await expect.poll(words).toContain(sentence);
});

test('a reload tells what was found, on which hours and when, and how the hours since then went', async () => {
  const { words } = await opened('policy-planner');
  expect(words()).toContain('so the planner decides');
  expect(words()).toMatch(/Tested on .+, by the hours of .+ to /);
  expect(words()).toMatch(/412 hours in the shadow: .+ a day, 95 times of 100 between/);
  expect(words()).toContain('Policy 2955409fd66d');
  expect(words()).not.toContain('Let the policy choose');
});

test('only a sure gain brings the switch, and the rules that went before the policy are told', async () => {
  const { words, find, collector } = await opened('policy-promoted');
  find<HTMLInputElement>('[role=switch]').click();
  await expect.poll(() => collector.planner.calls).toContain('policy chooses true');
  page?.remove();
  const on = await opened('policy-on');
  expect(on.find<HTMLInputElement>('[role=switch]').checked).toBe(true);
  expect(on.words()).toContain('Miner e5: it said boost; normal it is, as the planner says (the breaker');
  expect(words()).not.toContain('chooses no more');
});

test('a policy that was set aside says since when, and why', async () => {
  const { words } = await opened('policy-demoted');
  expect(words().split('it does not do surely better')).toHaveLength(2);
  expect(words()).toMatch(/Since .+ the policy chooses no more, and the planner decides\. Hour by hour/);
  expect(words()).not.toContain('Let the policy choose');
});
