import { runSuites } from '../support/suite-command.ts';

/** Where the recorded past lies beside a checkout. */
const USUAL_FOLDER = '../shared/data';

await runSuites({
  name: 'backtest',
  suites: {
    difficulty: async ({ texts }) =>
      (await import('./difficulty.backtest.ts')).difficultySuite(texts.data ?? USUAL_FOLDER),
    faults: async ({ numbers, switches }) =>
      (await import('./faults.backtest.ts')).faultsSuite({
        fleets: numbers.fleets ?? (switches.has('full') ? 200 : 20),
        days: numbers.days ?? 90,
        from: numbers.from ?? 0,
      }),
    forecast: async ({ texts, numbers, switches }) =>
      (await import('./forecast.backtest.ts')).forecastSuite(texts.data ?? USUAL_FOLDER, {
        every: numbers.every ?? 1,
        full: switches.has('full'),
      }),
    journal: async ({ numbers }) => (await import('./journal.backtest.ts')).journalSuite(numbers.runs ?? 100),
    lifetimes: async ({ texts, numbers }) =>
      (await import('./lifetimes.backtest.ts')).lifetimesSuite(
        texts.data ?? USUAL_FOLDER,
        numbers.every ?? 1,
      ),
    nab: async ({ texts }) => (await import('./nab.backtest.ts')).nabSuite(texts.data ?? USUAL_FOLDER),
    planner: async ({ texts }) =>
      (await import('./planner.backtest.ts')).plannerSuite(texts.data ?? USUAL_FOLDER, {
        ppo: await (await import('./planner/learned-policy.ts')).learnedPolicy(),
      }),
    skab: async ({ texts, switches }) =>
      (await import('./skab.backtest.ts')).skabSuite(texts.data ?? USUAL_FOLDER, switches.has('full')),
    tuner: async ({ texts, numbers, switches }) =>
      (await import('./tuner.backtest.ts')).tunerSuite(
        texts.data ?? USUAL_FOLDER,
        numbers.chips ?? (switches.has('full') ? 100 : 8),
      ),
    'two-meter': async ({ numbers }) =>
      (await import('./two-meter.backtest.ts')).twoMeterSuite(numbers.years),
    'wall-power': async ({ numbers }) =>
      (await import('./wall-power.backtest.ts')).wallPowerSuite(numbers.runs ?? 100),
  },
  options: {
    data: {
      value: 'DIR',
      help: `folder with the recorded past (${USUAL_FOLDER}); suites that simulate need none`,
    },
    every: {
      value: 'N',
      unit: 'series',
      help: 'of M4’s series, or of the folds of engines, judge each so-manieth only (1: all, which takes some minutes; CI takes 10)',
    },
    full: {
      help: 'train and judge nets and trees too (some minutes more); what loses to its simple rule is shown gated off; faults: 200 fleets',
    },
    fleets: {
      value: 'N',
      unit: 'fleets',
      help: 'households to simulate with scripted faults (20; with --full 200)',
    },
    from: {
      value: 'N',
      unit: 'home',
      help: 'the first household (0): the watch was built on the first 20, what it says of causes on the first 100',
    },
    days: {
      value: 'N',
      unit: 'days',
      help: 'how long each of them is watched (90)',
    },
    chips: {
      value: 'N',
      unit: 'chips',
      help: 'simulated chips to tune, for each objective (8; with --full 100)',
    },
    runs: {
      value: 'N',
      unit: 'runs',
      help: 'changes of simulated miners to judge, and as many that change nothing; supplies of each kind (100)',
    },
    years: {
      value: 'N',
      unit: 'years',
      help: 'miner-years to simulate for false alarms at each share rate (40)',
    },
  },
});
