import type { Action, ActionReason, Strategy } from '../../../domain/action.ts';

/** What stands of orders: on the way, put off, watched, put back. */
export const action = {
  heading: 'Under way',
  by: {
    hand: 'You',
    recovery: 'Restart by itself',
    tuner: 'The tuner',
    planner: 'The plan',
  } satisfies Record<Strategy, string>,
  /** Where the next step of a gradual change waits. */
  nextStep: (wanted: string, at: string) => `${wanted}: on its way. The next step is at ${at}.`,
  gradual: 'It goes up by at most a tenth every five minutes.',
  /** Before it is sent: how far it is, and that it can be ended on the way. */
  way: (steps: number, lasts: string) =>
    `It goes up in ${steps} steps over ${lasts}, by at most a tenth every five minutes.`,
  wayWaits: (steps: number, lasts: string, from: string) =>
    `It goes up in ${steps} steps over ${lasts}, from ${from} on: it was raised a moment ago.`,
  wayStops:
    'Each step is sent once, held against the limits and read back before the next. You can stop between any two of them.',
  wayList: 'The steps',
  wayStep: (at: string, wanted: string) => `${at}: ${wanted}`,
  progress: (made: number, all: number) => `${made} of ${all} steps made`,
  arrives: (at: string) => `there at about ${at}`,
  isSending: (wanted: string) => `${wanted}: on its way. A step is being sent and read back.`,
  stopHere: 'Stop here',
  scheduled: (by: string, wanted: string, at: string) => `${by} will set at ${at}: ${wanted}.`,
  callOff: 'Call off',
  watched: (wanted: string, until: string) => `${wanted}: watched until ${until}.`,
  ifBad: {
    'put-back': 'If the miner does badly, it is put back.',
    tell: 'If the miner does badly, it stands here.',
  } satisfies Record<Action['ifBad'], string>,
  marks: (good: number, most: number) => `${good} of ${most} looks were good.`,
  keep: 'Keep it',
  unfollowed: (wanted: string) =>
    `${wanted}: nobody saw what became of it. The miner is asked when it answers again; nothing is sent twice.`,
  putBack: (wanted: string, at: string) => `${wanted} was put back at ${at}.`,
  notPutBack: (wanted: string, at: string) => `${wanted}: the miner does badly since, as of ${at}.`,
  watchLabel: 'Put it back by itself if the miner does badly within a day',
  watchHint:
    'It is looked at after 15 minutes, an hour and a day: heat, restarts, wrong answers, hashrate, shares.',
  away: {
    heading: 'While no page is open',
    label: 'Let the helper go on',
    does: 'What you asked for is gone on with: the next step of a raise, what is watched, what waits for its hour, a live plan. By the same rules, sent once, never more than you asked for.',
    password:
      'The helper keeps the password of this miner for that, sealed, on the computer that it runs on.',
    waits: 'It begins three minutes after the last page was closed, and stops when you open one.',
  },
  reason({ code, detail }: ActionReason): string {
    switch (code) {
      case 'overheated':
        return detail === '' ? 'It overheated.' : `It overheated, at ${detail}.`;
      case 'errors':
        return `It answered wrong too often: ${detail}.`;
      case 'hashrate-fell':
        return `It made ${detail} of the hashrate that was to be expected.`;
      case 'restarts':
        return `It started anew ${detail} times.`;
      case 'no-shares':
        return 'It found no share any more.';
      case 'conflict':
        return 'Something else has this miner now.';
      case 'cooling-down':
        return 'The same was changed too lately.';
      case 'did-badly-lately':
        return 'The miner did badly with it within a day.';
      case 'too-late':
        return 'Its moment had passed.';
      case 'interrupted':
        return 'Davylamp was stopped in the middle of it.';
      case 'called-off':
        return 'You ended it.';
      case 'superseded':
        return 'Another change took its place.';
      default:
        return detail;
    }
  },
} as const;
