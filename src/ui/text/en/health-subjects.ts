/** Words of the Health page's subjects: the short way to each, and what each comes to while it is folded. */
export const healthSubjects = {
  label: 'On this page',
  names: {
    findings: 'Findings',
    plan: 'Work',
    strip: 'Last weeks',
    outlook: 'Lifetimes',
    rules: 'Who caught it',
    budget: 'False alarms',
    log: 'Log',
    timeline: 'Timeline',
  },
  work: (what: string, due: string) => `${what}. ${due}`,
  further: (sentence: string, count: number) => `${sentence} ${count} more.`,
  strip: (count: number, of: number) =>
    count === 0 ? 'Nothing was wrong with any miner.' : `Something was wrong with ${count} of ${of} miners.`,
  outlook: (name: string, chance: string, days: string) =>
    `Most likely to trip or fail: ${name}, ${chance} within ${days} days.`,
  budget: (promised: string, seen: string) => `${promised} a month promised, ${seen} seen.`,
  log: (what: string, day: string) => `Last: ${what}, ${day}.`,
} as const;
