import { runSuites } from '../support/suite-command.ts';

/** Where the recorded past lies beside a checkout. */
const USUAL_FOLDER = '../shared/data';

await runSuites({
  name: 'backtest',
  suites: {
    difficulty: async ({ texts }) =>
      (await import('./difficulty.backtest.ts')).difficultySuite(texts.data ?? USUAL_FOLDER),
    'two-meter': async ({ numbers }) =>
      (await import('./two-meter.backtest.ts')).twoMeterSuite(numbers.years),
  },
  options: {
    data: {
      value: 'DIR',
      help: `folder with the recorded past (${USUAL_FOLDER}); suites that simulate need none`,
    },
    years: {
      value: 'N',
      unit: 'years',
      help: 'miner-years to simulate for false alarms at each share rate (40)',
    },
  },
});
