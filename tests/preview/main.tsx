import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { App } from '../../src/app/app.tsx';
import { createFleet } from '../../src/app/create-fleet.ts';
import { localDay } from '../../src/domain/economics/local-time.ts';
import '../../src/ui/base.css';
import { asOverPort } from './as-over-port.ts';
import { fakeActions } from './fake-actions.ts';
import { FAKE_ALLOCATION } from './fake-allocation.ts';
import { fakeAudits, fakeCoinFigures } from './fake-coin-figures.ts';
import { FakeCollector } from './fake-collector.ts';
import { fakeEffects, fakeFurtherEffects } from './fake-effects.ts';
import { fakeLoss, fakeRetarget } from './fake-insight.ts';
import { FakeLearner } from './fake-learner.ts';
import { fakeFigures, fakeMarket, fakePowerPrices } from './fake-market.ts';
import { showPlan } from './fake-plan-states.ts';
import { showPower } from './fake-power-figures.ts';
import { FAKE_RECORDER } from './fake-recorder.ts';
import { fakeTuningView } from './fake-tuning-views.ts';
import { SCENARIOS } from './fake-views.ts';

/*
 * The whole app over a fake collector: http://localhost:5199/?s=troubles&fleet=demo
 * s: a scenario · fleet: real or demo · helper: ok, no-proxy or not-paired · fail: what probing comes to ·
 * n: so many made-up miners instead · known: the probed miner is one of ours ·
 * alarms: the helper tells channels · recorder: the helper records · outside: sources tell prices, and power costs by the quarter · power: providers of power prices are on · loss: the two-meter test finds one · journal: changes had effects · plug: power at the wall is worked out from readings and from what a plug taught · actions: changes are on their way, watched, planned and put back · share: workloads are written down · tried: repairs came to every end · tune: ready, running, ended or watch-only (the Tune page) · plan: live, paused, curtailed, override, rules, no-tariff, no-earning, no-miners, loading, failed, or policy-before, -short, -planner, -promoted, -on, -demoted (the Plan page) · slow: finding miners takes its time · none: and finds nothing · update, install: show these offers · still: no ticking (screenshots)
 */
const asked = new URLSearchParams(location.search);
const scenario = SCENARIOS.find((name) => name === asked.get('s')) ?? 'troubles';
const helpers = ['ok', 'no-proxy', 'not-paired'] as const;
const failures = ['unreachable', 'not-a-miner', 'timeout', 'not-paired', 'already-added'] as const;

function open(): FakeCollector {
  const probeFails = failures.find((kind) => kind === asked.get('fail'));
  const collector = new FakeCollector(scenario, {
    ...(asked.has('still') ? {} : { tickMs: 2000 }),
    ...(probeFails ? { probeFails } : {}),
    proxy: helpers.find((kind) => kind === asked.get('helper')) ?? 'ok',
    probeTakesMs: 800,
    fleetSize: asked.has('n') ? Number(asked.get('n')) : undefined,
    recorder: asked.has('recorder') ? FAKE_RECORDER : undefined,
    probeFinds: asked.has('known') ? 'known' : 'new',
  });
  collector.health.underpaid = scenario === 'troubles';
  if (asked.has('outside')) showOutside(collector);
  if (asked.has('share')) collector.sharing.kept = FAKE_ALLOCATION;
  if (asked.has('actions'))
    collector.actions = collector
      .view()
      .miners.flatMap(({ miner }) => fakeActions(miner.id, collector.nowMs));
  if (asked.has('journal'))
    collector.insight.effects = [...fakeEffects(collector.nowMs), ...fakeFurtherEffects(collector.nowMs)];
  if (asked.has('plug')) showLearned(collector);
  if (asked.has('loss')) collector.insight.meters = fakeLoss(collector.nowMs);
  if (asked.has('power')) showPower(collector);
  collector.tuner.view = fakeTuningView(asked.get('tune'), collector.nowMs);
  showPlan(collector, asked.get('plan'));
  collector.health.tried = asked.has('tried');
  if (asked.has('alarms')) collector.alarmDesk.fill(collector.view().alerts);
  collector.discovery.everyMs = asked.has('slow') ? 1_500 : 100;
  if (asked.has('none')) collector.discovery.finds = 0;
  return collector;
}

function showLearned(collector: FakeCollector): void {
  const { nowMs: atMs } = collector;
  for (const { miner, reading } of collector.view().miners) {
    const fullW = reading?.powerW ?? 18;
    const wallW = (deviceW: number) => 0.04 * fullW + 1.14 * deviceW;
    const loads = [0.55, 0.7, 0.85, 1].map((part) => part * fullW);
    void collector.setPlugReadings(miner.id, [{ atMs, deviceW: fullW, wallW: wallW(fullW) }]);
    if (miner.id === 'a1')
      void collector.setMeteredPairs(
        miner.id,
        loads.map((deviceW) => ({ atMs, deviceW, wallW: wallW(deviceW), stretches: 9 })),
      );
  }
}

function showOutside(collector: FakeCollector): void {
  const { nowMs } = collector;
  const midnightMs = localDay(nowMs, new Intl.DateTimeFormat().resolvedOptions().timeZone).fromMs;
  collector.insight.audits = fakeAudits(nowMs);
  collector.outside.figures = { ...fakeFigures(nowMs), ...fakeCoinFigures(nowMs) };
  collector.insight.retarget = fakeRetarget(nowMs);
  collector.change({
    outside: { ...fakeMarket(nowMs), powerPrices: fakePowerPrices(midnightMs) },
    settings: {
      ...collector.view().settings,
      tariff: { kind: 'spot', provider: 'awattar' },
      tariffIsExample: false,
    },
  });
}

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');
render(() => {
  const [ready, setReady] = createSignal(asked.has('update'));
  const [way, setWay] = createSignal(asked.has('install') ? ('prompt' as const) : undefined);
  const fleet = createFleet({
    kind: asked.get('fleet') === 'demo' ? 'demo' : 'real',
    open: () => asOverPort(open()),
    openLearner: async () =>
      new FakeLearner({ empty: asked.has('empty'), working: asked.has('working') }).opened(),
    show: (kind, path = '/') => location.assign(`${path}?s=${scenario}&fleet=${kind}`),
  });
  return (
    <App
      fleet={fleet}
      update={{ ready, take: () => setReady(false) }}
      install={{ way, install: async () => setWay(undefined), decline: () => setWay(undefined) }}
      visits={2}
    />
  );
}, root);
