import type { ModelKind, ModelStatus } from '../../../domain/model-record.ts';

/** Words of the page of models. */
export const models = {
  heading: 'Models',
  lead: 'What Davylamp has learned on this device: every model with what it learned from, how well it does, and why it may speak or not.',
  forecasts: 'Forecasts',
  demo: 'Demo: models of the made-up fleet.',
  opening: 'Reading the models …',

  empty: {
    heading: 'No model has been trained yet',
    purpose:
      'Until then simple rules speak. A training takes what is known of your past, tries several kinds of model on it, and lets the best speak only where it beats the simple rule. Nothing leaves this device.',
  },

  kinds: {
    'recurrent-net': 'Recurrent net (LSTM)',
    transformer: 'Attention net (transformer)',
    'temporal-convolution': 'Filter net (temporal convolution)',
    'boosted-trees': 'Boosted trees',
    'random-forest': 'Random forest',
    'direct-linear': 'Weighted sum (ridge)',
    'base-net': 'Net that came with the app',
  } satisfies Record<ModelKind, string>,
  statuses: {
    candidate: 'Candidate',
    shadow: 'In the shadow',
    canary: 'On trial',
    champion: 'Speaks',
    archived: 'Archived',
    'rolled-back': 'Taken back',
  } satisfies Record<ModelStatus, string>,
  meanings: {
    candidate: 'Trained, and not tried yet.',
    shadow: 'It forecasts beside the one that speaks, and is only counted.',
    canary: 'It won lately and speaks. If its errors grow it is taken back by itself.',
    champion: 'It speaks.',
    archived: 'It is kept, and does nothing.',
    'rolled-back': 'It spoke, and was taken back.',
  } satisfies Record<ModelStatus, string>,
  reasons: {
    trained: 'it was trained',
    won: (mase: string, rule: string, p: string) =>
      `it won its contest (MASE ${mase} against ${rule}${p === '' ? '' : `, ${p}`})`,
    wonTogether: (share: string, mase: string, rule: string, p: string) =>
      `it makes ${share} of a mixture that won its contest (MASE ${mase} against ${rule}${p === '' ? '' : `, ${p}`})`,
    lost: (mase: string, rule: string) => `it lost its contest (MASE ${mase} against ${rule})`,
    stood: (days: string) => `it stood its trial of ${days}`,
    day: '1 day',
    days: (count: string) => `${count} days`,
    grew: (mae: string, usual: string) => `its errors grew to ${mae}, usual are ${usual}`,
    superseded: (by: string) => `${by} took its place`,
    owner: 'you said so',
    imported: 'it came from a file',
    features: (feature: string) => `“${feature}” is worked out otherwise now`,
  },
  change: (when: string, status: string, why: string) => `${when}: ${status}, for ${why}.`,

  name: (kind: string, version: string) => `${kind}, version ${version}`,
  ofFile: (target: string) => `Of a target that is not there: ${target}`,
  trained: (when: string) => `Trained ${when}`,
  learnedFrom: (from: string, to: string) => `from what was known of ${from} to ${to}`,
  mase: (mase: string) => `MASE ${mase}`,
  better: 'better than the simple rule',
  worse: 'worse than the simple rule',
  partly: (wins: string, all: string) =>
    `better than the simple rule in ${wins} of ${all} parts of the time ahead`,
  unjudged: 'Not judged yet',

  actions: {
    promote: 'Let it speak',
    rollBack: 'Take it back',
    archive: 'Archive',
    export: 'Save as a file',
    compare: 'Compare',
    compared: 'Compared',
    explain: 'Explain',
    of: (action: string, model: string) => `${action}: ${model}`,
  },
  confirm: {
    heading: 'Let it speak all the same?',
    against: (figures: string) =>
      `The contest is against it (${figures}): the simple rule misses less. Forecasts and the advice that rests on them may become worse.`,
    chance: (figures: string) =>
      `The contest does not show that it is better than the simple rule (${figures}). Its lead may be chance.`,
    none: 'It has won no contest yet, so nobody knows whether it is better than the simple rule.',
    figures: (mase: string, rule: string) => `MASE ${mase} against ${rule}`,
    yes: 'Let it speak',
  },
  done: {
    promote: (model: string) => `${model} speaks from now on.`,
    'roll-back': (model: string) => `${model} was taken back.`,
    archive: (model: string) => `${model} was archived.`,
    undone: 'Undone.',
    imported: (model: string) => `${model} was taken in as a candidate. It speaks when it has won a contest.`,
    exported: 'The model was saved.',
  },
  failed: (why: string) => `That could not be done. ${why}`,

  details: {
    open: 'Details',
    status: 'What it may do',
    trained: 'Trained',
    window: 'Learned from',
    windowOf: (from: string, to: string, rows: string) => `${from} to ${to}, ${rows} rows`,
    hash: 'Fingerprint of its data',
    seed: 'Seed',
    parameters: 'Parameters',
    features: 'Looks at',
    feature: (label: string, version: string) => `${label} (version ${version})`,
    itsPast: 'The past of what it forecasts alone',
    folds: 'Tests on its past',
    foldsNote: 'Each fold was forecast from what lay before it.',
    fold: (at: string) => `Fold ${at}`,
    backend: 'Worked out by',
    duration: 'Trained for',
    libraries: 'Made by',
    parent: 'Trained on from',
    anew: 'nothing: it began anew, and knows your past alone',
    ofModel: (model: string) => `${model}, on your data`,
    tuned: (base: string, version: string) =>
      `fine-tuned on your data from “${base}”, version ${version}, which came with the app`,
    untuned: (base: string, version: string) =>
      `“${base}”, version ${version}, as it came with the app: your past was too short to tune it`,
    card: (homes: string, days: string) =>
      `It had learned from ${days} days of each of ${homes} simulated homes, and from nobody’s data.`,
    cardScores: (homes: string, mase: string, rule: string) =>
      `In ${homes} other simulated homes its MASE was ${mase}, beside ${rule} of the simple rule. How well it does in real homes nobody knows: here the contest tells.`,
    sha: 'Fingerprint of the model (SHA-256)',
    size: 'Size',
    history: 'What became of it',
    curve: 'Course of its training',
    none: 'None',
    id: 'Name in files',
  },
  columns: {
    mae: 'Misses by (MAE)',
    rmse: 'RMSE',
    mase: 'MASE',
    coverage80: '80 % held',
    coverage95: '95 % held',
    count: 'Values',
  },
  curve: {
    label: (model: string) => `Training of ${model}`,
    loss: 'Loss on what it learns from',
    validation: 'Loss on what it does not see',
    epoch: 'Round',
    summary: (rounds: string, first: string, best: string, at: string) =>
      `${rounds} rounds: its loss on what it does not see was ${first} at first, and ${best} at best, in round ${at}.`,
  },

  compare: {
    heading: 'Two models side by side',
    what: 'Figures',
    close: 'End the comparison',
    one: 'Choose another model of the list to compare it with.',
    caption: 'Rows marked with a dot differ.',
  },

  explain: {
    of: (model: string) => `What ${model} looks at`,
    asking: 'Working out what it looks at …',
    methods: {
      'tree-shap': 'Shares of the features, exact (TreeSHAP)',
      'integrated-gradients': 'Shares of the features along a path (integrated gradients)',
      coefficients: 'Weights of its sum, exact (coefficients)',
      permutation: 'How much error grows when a feature is shuffled (permutation)',
    },
    sum: (base: string, said: string) => `On average it says ${base}; now it says ${said}.`,
    pushes: 'What moves the forecast now',
    push: (label: string, value: string) => `${label}, now ${value}`,
    up: (push: string) => `+ ${push}`,
    down: (push: string) => `− ${push}`,
    others: (count: number, push: string) =>
      count === 1 ? `One more: ${push}.` : `${count} more, together ${push}.`,
    importance: 'What matters over the past',
    noneMatters: 'No single one: without any of them its error stays as it is.',
    growth: (percent: string) => `error ${percent} larger without it`,
    dependence: 'What it says by the value of a feature',
    curve: (model: string, label: string) => `What ${model} says by “${label}”`,
    curveSummary: (label: string, from: string, to: string, first: string, change: string) =>
      `At ${label} ${from} it says ${first}; at ${to} that changes by ${change}.`,
  },

  training: {
    heading: 'Trainings',
    none: 'Nothing is being trained.',
    nothingYet:
      'Nothing can be learned yet: too little of the past is known. The page of forecasts says what is lacking.',
    notYet: (what: string) => `${what} cannot be learned yet.`,
    train: 'Train',
    what: 'What is to be learned',
    budget: 'How long may it search?',
    budgets: { '30': '30 s', '60': '1 min', '300': '5 min', '900': '15 min' },
    which: 'Which kinds?',
    whiches: { all: 'All', quick: 'Only quick ones' },
    battery: 'On battery, too',
    batteryHint: 'Otherwise it waits for the mains.',
    start: 'Start training',
    of: (what: string) => `Training: ${what}`,
    phases: {
      queued: 'waits for its turn',
      reading: 'reads the past',
      features: 'works out what to look at',
      search: 'tries parameters',
      training: 'trains',
      contest: 'holds the contest',
      done: 'done',
      failed: 'failed',
      cancelled: 'ended by you',
    },
    paused: {
      owner: 'paused by you',
      battery: 'waits for the mains',
      hidden: 'waits until this page is seen',
    },
    left: {
      about: (span: string) => `about ${span} left`,
      ofSearch: (span: string) => `at most ${span} more for that`,
      longer: 'longer than thought',
      nearly: 'nearly done',
    },
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'End it',
    model: (kind: string, backend: string) => `${kind}, worked out by ${backend}`,
    tried: (count: string, kind: string, error: string) =>
      `${count} tried; nearest so far: ${kind}, which misses by ${error} on average`,
    outcome: 'What came of it',
    ended: (count: number) =>
      count === 1 ? '1 training that has ended' : `${count} trainings that have ended`,
  },
  backends: {
    'wasm-simd': 'the processor (WebAssembly, SIMD)',
    'wasm-threads': 'several cores of the processor (WebAssembly)',
    wasm: 'the processor (WebAssembly)',
    webgpu: 'the graphics card (WebGPU)',
    plain: 'the processor (plain)',
    cpu: 'the processor (plain)',
  } as Readonly<Record<string, string>>,

  file: {
    heading: 'Take a model in',
    what: 'A model that was saved here or on another device of yours. It has to win a contest before it speaks.',
    choose: 'File of a model',
    name: (id: string) => `davylamp-model-${id}.json`,
    tooLarge: 'This file is too large to be a model.',
  },

  health: {
    heading: 'How the learner is',
    running: 'Trainings that run',
    waiting: 'Trainings that wait',
    models: 'Models kept',
    size: 'Their size',
    held: 'Memory held',
    backends:
      'Measured on this device, with the net that was trained last. Trees, weighted sums and searches always run on the processor.',
    backend: 'On what nets are trained',
    measured: (setUp: string, batch: string, round: string) =>
      `Set-up ${setUp}, a batch ${batch}, a round ${round}.`,
    untried: 'not tried yet.',
    usedUntried: 'used. It is measured with the first net.',
    usedQuickest: 'used, for it is done first with a whole training, set-up included.',
    usedAlways: 'used, for what the processor trains always runs this way.',
    quickest: 'not used, though quickest: what the processor trains never runs this way.',
    slower: 'not used: slower over a whole training.',
    ruledOut: (why: string) => `not used: ${why}`,
  },
} as const;
