import { runSuites } from '../support/suite-command.ts';

await runSuites({
  name: 'bench',
  suites: {
    proxy: async () => (await import('./proxy.bench.ts')).proxySuite(),
    upstream: async () => (await import('./upstream.bench.ts')).upstreamSuite(),
    discovery: async () => (await import('./discovery.bench.ts')).discoverySuite(),
    recorder: async ({ numbers }) => (await import('./recorder.bench.ts')).recorderSuite(numbers.seconds),
    store: async ({ numbers }) => (await import('./store.bench.ts')).storeSuite(numbers.days),
    'store-kills': async ({ numbers }) =>
      (await import('./store-kills.bench.ts')).storeKillsSuite(numbers.kills),
    features: async () => (await import('./features.bench.ts')).featuresSuite(),
    learn: async () => (await import('./learn.bench.ts')).learnSuite(),
    'learn-quick': async () => (await import('./learn.bench.ts')).quickLearnSuite(),
    learner: async () => (await import('./learner.bench.ts')).learnerSuite(),
    anomaly: async () => (await import('./anomaly.bench.ts')).anomalySuite(),
    tuning: async () => (await import('./tuning.bench.ts')).tuningSuite(),
    planning: async () => (await import('./planning.bench.ts')).planningSuite(),
    policy: async () => (await import('./policy.bench.ts')).policySuite(),
    allocation: async () => (await import('./allocation.bench.ts')).allocationSuite(),
    app: async () => (await import('./app.bench.ts')).appSuite(),
  },
  options: {
    seconds: {
      value: 'N',
      unit: 'seconds',
      help: 'how long the recorder is watched (150; an hour is 3600)',
    },
    kills: {
      value: 'N',
      unit: 'kills',
      help: 'how often the browser is killed while it stores (100; the full run is 1000)',
    },
    days: {
      value: 'N',
      unit: 'days',
      help: 'how many days of ten miners the store is filled with (365)',
    },
  },
});
