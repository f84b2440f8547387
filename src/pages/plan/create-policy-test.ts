import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { KeptPolicyTest } from '../../domain/policy-standing.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { PlanView } from '../../workers/plan-api.ts';
import type { PolicyTester } from '../../workers/policy-client.ts';
import { useFleet } from '../fleet-context.ts';

/** A test of the learned policy, and the way to begin and to cancel it. */
export interface ShownPolicyTest {
  readonly answer: Accessor<KeptPolicyTest | undefined>;
  /** 0..1 while it runs. */
  readonly part: Accessor<number | undefined>;
  readonly failed: Accessor<boolean>;
  /** What was found could not be stored. */
  readonly notKept: Accessor<boolean>;
  readonly begin: (view: PlanView) => Promise<void>;
  readonly cancel: () => void;
}

/** @param open starts a tester; it is closed as soon as it has answered, or the page is left */
export function createPolicyTest(open: () => Promise<PolicyTester>): ShownPolicyTest {
  const { collector, view: fleet } = useFleet();
  const [answer, setAnswer] = createSignal<KeptPolicyTest>();
  const [part, setPart] = createSignal<number>();
  const [failed, setFailed] = createSignal(false);
  const [notKept, setNotKept] = createSignal(false);
  let running: { readonly close: () => void } | undefined;

  function cancel(): void {
    running?.close();
    running = undefined;
    setPart(undefined);
  }
  onCleanup(cancel);

  async function keep(test: KeptPolicyTest): Promise<void> {
    setAnswer(test);
    try {
      await collector.keepPolicyTest(test);
    } catch (error) {
      setNotKept(true);
      console.error('what the test came to could not be kept', error);
    }
  }

  async function begin(plan: PlanView): Promise<void> {
    const shown = fleet();
    if (running || !shown) return;
    // Also what is still being opened can be cancelled.
    const own = { close: () => undefined };
    running = own;
    setFailed(false);
    setNotKept(false);
    setAnswer(undefined);
    setPart(0);
    try {
      const tester = await open();
      if (running !== own) return tester.close();
      running = tester;
      const broken = new Promise<never>((_, reject) =>
        tester.onBroken(() => reject(new Error('the tester broke'))),
      );
      const figures = await new Promise<SourcesView['figures']>((resolve, reject) => {
        collector.followSources((told) => resolve(told.figures)).catch(reject);
      });
      const { settings, miners } = shown;
      const bitcoin = new Set(
        miners.flatMap(({ miner }) => (miner.identity.algorithm === 'sha256' ? [miner.id] : [])),
      );
      const request = {
        nowMs: shown.atMs,
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        settings: {
          currency: settings.currency,
          tariff: settings.tariff,
          pastTariffs: settings.pastTariffs,
          market: settings.market,
        },
        figures,
        rules: plan.rules,
        modes: Object.fromEntries(Object.entries(plan.modes).filter(([id]) => bitcoin.has(id))),
      };
      const past = (series: string, fromMs: number, toMs: number) =>
        collector.outsidePast(series, fromMs, toMs);
      const told = await Promise.race([tester.api.test(request, past, setPart), broken]);
      if (running === tester) await keep({ atMs: shown.atMs, currency: settings.currency, ...told });
    } catch (error) {
      if (running) setFailed(true);
      console.error('the policy could not be tested', error);
    } finally {
      if (running) cancel();
    }
  }
  return { answer, part, failed, notKept, begin, cancel };
}
