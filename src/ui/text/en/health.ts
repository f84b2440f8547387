import type { FixedRule, StripCell } from '../../../domain/health/health-report.ts';

/** Words of the Health page: what is wrong, how sure that is, what to do, what comes next. */
export const health = {
  heading: 'Health',
  reading: 'Reading what the watch knows …',
  failed: (detail: string) => `The watch does not answer: ${detail}`,
  notKept: 'That was not kept. Please try again.',
  noMiners: {
    heading: 'Nothing to watch yet',
    purpose:
      'Here each miner is held against its own past: dust, worn fans, weak supplies and lost chips show up here weeks before a miner stops, each with its odds, its cause and the cheapest thing to check.',
    action: 'Add a miner',
  },
  noHistory: {
    heading: 'The watch has just begun',
    purpose:
      'It judges a quarter of an hour once that has ended. Stopped miners are found from then on; slow wear once the normal of a miner is known, which takes about two weeks.',
  },
  judging: {
    label: 'Going through the stored past',
    note: (done: string) => `${done} judged`,
  },

  sentence: {
    label: 'How the fleet is',
    needs: (count: number, of: number) =>
      count === 1 ? `1 of ${of} miners needs you` : `${count} of ${of} miners need you`,
    worst: (needs: string, names: string, what: string) => `${needs}: ${names} – ${what}.`,
    alarm: (needs: string, words: string) => `${needs}. ${words}`,
    found: (count: number) => (count === 1 ? '1 finding below.' : `${count} findings below.`),
    sure: (what: string, sure: string) => `${what}, ${sure} sure`,
    toldBy: (what: string) => `${what}, as it says itself`,
    further: (count: number) => (count === 1 ? '1 more finding below.' : `${count} more findings below.`),
    nothing: 'Nothing wrong found.',
    nothingElse: 'The watch has found nothing else.',
    nothingSoFar: 'Nothing wrong found so far, and not everything is known yet.',
    minor: (count: number) =>
      count === 1
        ? 'Nothing that needs you. 1 thing to know stands below.'
        : `Nothing that needs you. ${count} things to know stand below.`,
    watchedSince: (day: string) => `Watched since ${day}.`,
    judgedTo: (moment: string) => `Judged up to ${moment}; what came after is not.`,
    learning: (name: string, known: string) => `${name}: ${known} known`,
    learningOf: (have: number, need: number, unit: 'days' | 'hours') => `${have} of ${need} ${unit}`,
    learnedSlowly: 'Slow wear of these cannot be seen yet:',
    learnedOthers: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
    others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
    see: 'See the worst',
  },

  strip: {
    heading: 'How each miner did',
    hint: (hours: string) =>
      `One square is ${hours} h. Tap one, or use the arrow keys, to see what happened then.`,
    label: (from: string, to: string) => `Worst of each miner, step by step, ${from} to ${to}`,
    keys: 'Arrow keys go from square to square, Home and End to the ends of a row.',
    cells: {
      unknown: 'Nothing heard',
      fine: 'Nothing found',
      info: 'To know',
      watch: 'Watch',
      act: 'Act',
    } satisfies Record<StripCell, string>,
    legend: 'What the squares mean',
    cell: (name: string, span: string, word: string) => `${name}, ${span}: ${word}`,
    span: (from: string, to: string) => `${from} to ${to}`,
    nothingThen: 'No finding covers this time.',
    goTo: (what: string) => `Show: ${what}`,
    table: 'Show as a table',
    tableCaption: 'Hours of each miner by what was found in them',
    miner: 'Miner',
    hours: (hours: string) => `${hours} h`,
    none: 'Nothing has been judged in this time yet.',
  },

  findings: {
    heading: 'Open findings',
    none: 'None is open.',
    further: (count: number) => (count === 1 ? 'Show 1 more that stands' : `Show ${count} more that stand`),
    ended: (count: number) => (count === 1 ? 'Show 1 that is over' : `Show ${count} that are over`),
    since: (moment: string) => `since ${moment}`,
    from: (from: string, to: string) => `${from} to ${to}`,
    sure: (sure: string) => `${sure} sure`,
    told: 'told by the miner itself',
    size: (what: string, size: string) => `${what}: ${size}.`,
    said: (words: string) => `In its own words: “${words}”.`,
    cost: (cost: string, low: string, high: string) =>
      `Costs about ${cost} (80 % likely between ${low} and ${high}).`,
    noCost: 'What it costs cannot be told yet.',
    calledFalse: 'You called this a false alarm.',
    calledRight: 'You said this was right.',
    charts: 'What it was seen by',
    consequence: (figure: string, what: string) => `${figure}. Part of the same trouble: ${what}.`,
    chartsOf: (what: string) => `Evidence: ${what}`,
    shaded: 'shaded: the finding',
    chartOf: (name: string, series: string) => `${series} of ${name}, before and since`,
    toMiner: (name: string) => `Open ${name}`,
    right: 'It was right',
    false: 'False alarm',
    judged: 'Noted. Thank you: this keeps the count of false alarms honest.',
    taken: 'Taken back.',
    takeBack: 'Take back',
    details: 'Cause, check and repair',
    several: (count: number, names: string) => `${count} miners together: ${names}`,
  },

  causes: {
    heading: 'What is probably behind it',
    otherwise: 'Something else, or chance',
    figure: (cause: string, chance: string) => `${cause}: ${chance}`,
    for: 'Speaks for it',
    against: 'Speaks against it',
    seenBy: 'Charts that tell it apart',
    table: 'More than one can be at work, so the odds need not add up to 100 %.',
  },

  checks: {
    heading: 'Cheapest check first',
    cost: (work: string, stops: string, cost: string) => `${work} of your time, ${stops}: about ${cost}.`,
    runsOn: 'the miner runs on',
    stops: (minutes: string) => `${minutes} without hashing`,
    finds: (chance: string) => `${chance} likely to find it.`,
    confirmed: (symptoms: string) => `It was this, and is mended, if within a day: ${symptoms}.`,
    steps: 'Step by step',
    sources: 'Where these steps are from',
    further: (count: number) =>
      count === 1 ? 'If it was not that: 1 more check' : `If it was not that: ${count} more checks`,
    minutes: (minutes: string) => `${minutes} min`,
  },

  rules: {
    heading: 'Who would have caught it, and when',
    lead: 'Each finding beside the fixed rules that other programs use: hashrate −10 % in 15 min, J/TH +5 % in 30 min, chip above 75 °C or +15 % in 5 min.',
    davylamp: 'Davylamp',
    names: {
      'hashrate-drop': 'Hashrate −10 % in 15 min',
      'efficiency-rise': 'J/TH +5 % in 30 min',
      'chip-hot': 'Chip above 75 °C',
      'chip-jump': 'Chip +15 % in 5 min',
    } satisfies Record<FixedRule, string>,
    after: (duration: string) => `after ${duration}`,
    none: 'Nothing has been found yet that could be compared.',
    caption: 'Davylamp beside fixed rules, finding by finding',
    race: (names: string, what: string) => `${names} – ${what}`,
    toFinding: 'Finding',
    toFindingOf: (what: string) => `Go to the finding: ${what}`,
    sum: (rules: number, all: number) => `Fixed rules called ${rules} of ${all} findings.`,
    standings: (count: Readonly<Record<'first' | 'together' | 'later' | 'alone', number>>) =>
      `Davylamp called first: ${count.first}. Together with the first rule: ${count.together}. A rule first: ${count.later}. No rule at all: ${count.alone}.`,
    later: (duration: string) => `${duration} later`,
    sooner: (duration: string) => `${duration} sooner`,
    same: 'together',
    beside: (after: string, beside: string) => `${after}, ${beside}`,
    silent: (names: string) => `Never called: ${names}.`,
    scale:
      'Each way begins where the trouble most likely began. How often the rules called in all stands beside the alarm budget.',
    more: (count: number) => `Show ${count} more`,
  },

  budget: {
    heading: 'False alarms: promised and seen',
    promise: (promised: string) => `You allow ${promised} false alarms a month, for all miners together.`,
    promiseOne: 'You allow 1 false alarm a month, for all miners together.',
    days: (days: string) => `${days} days`,
    seen: (wrong: string, all: string, days: string) =>
      `In ${days} the watch called ${all} times by its statistics; you called ${wrong} of them false.`,
    rate: (value: string, low: string, high: string) =>
      `That is ${value} a month; the true rate is 90 % likely between ${low} and ${high}.`,
    keeps: 'So far this keeps the promise.',
    mayKeep: 'Too little has been seen to say whether this keeps the promise.',
    breaks: 'This is more than promised. A smaller number below makes the watch stricter.',
    rules: (count: string) => `In the same time, fixed rules would have called ${count} times.`,
    label: 'Promised and seen false alarms a month',
    promisedMark: (figure: string) => `promised ${figure}`,
    seenMark: (figure: string) => `seen ${figure}`,
    intervalMark: (low: string, high: string) => `90 % likely ${low} to ${high}`,
    field: 'False alarms that you allow',
    unit: 'a month',
    hint: 'Fewer means surer findings, later. Thresholds follow from the next quarter of an hour.',
    notANumber: 'Type a number, such as 1.',
    tooLittle: 'At least 0.01: with none at all nothing could ever be said.',
    tooMuch: 'At most 100.',
    kept: (figure: string) => `From now on: ${figure} a month.`,
    nothing: 'The watch has not run for a day yet.',
  },
} as const;
