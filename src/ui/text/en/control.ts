import type { ChangeOutcome, ChangeReason, ControlKind, SettingDifference } from '../../../domain/control.ts';

/** Words for changing a miner by hand. */
export const control = {
  heading: 'Control',
  watchOnly: {
    sentence: 'Davylamp only watches this miner: it asks, and never changes anything.',
    allow: 'Allow control',
    question: (name: string) => `Let Davylamp change ${name}?`,
    terms: [
      'A command is sent only for what you asked for: a button here, a tuning that you start, a plan that you set live. To restart by itself after a flatline has a switch of its own, which is off.',
      'It is held against the limits of the hardware first. Outside of them it is refused, with the reason.',
      'It is sent once. Then the miner is read again, and you see what it made of it. A large raise goes up in steps of five minutes.',
      'What can be taken back has an Undo.',
    ],
    after: 'You can go back to watching only at any time.',
    demo: 'This is a demo miner: nothing here reaches a real device.',
  },
  stop: 'Only watch again',
  stopped: (name: string) => `Davylamp only watches ${name} again.`,
  notSupported: 'Davylamp cannot change this kind of miner yet: it has no way that was verified.',
  reading: 'Asking the miner how it is set …',
  tryAgain: 'Try again',
  sending: (kind: ControlKind, upTo: string) =>
    kind === 'restart' || kind === 'pools'
      ? `Under way. It is sent once, and the miner starts anew: up to ${upTo} …`
      : `Under way. It is sent once, and then read back for up to ${upTo} …`,
  ownWords: 'In its own words',
  notHere: (kinds: string) =>
    `Not supported here yet for this kind of miner: ${kinds}. Its own page, or its maker’s tool, can change that.`,
  now: {
    heading: 'Now',
    pause: 'Pause',
    resume: 'Resume',
    restart: 'Restart',
    identify: 'Identify',
    restartQuestion: (name: string) => `Restart ${name}?`,
    restartWarning: 'It stops hashing for a minute or more. A restart cannot be taken back.',
  },
  tuning: {
    heading: 'Clock and voltage',
    frequency: 'Clock',
    voltage: 'Core voltage',
    within: (min: string, max: string) => `${min} to ${max}`,
    withinOwn: (min: string, max: string, source: string) => `${min} to ${max}, ${source}`,
    source: 'Where these limits are from',
    noLimit:
      'Neither this miner nor Davylamp’s list of hardware tells which values it bears without harm, so Davylamp sends none. Its own page, or its maker’s tool, can change this.',
    notANumber: 'This is not a number.',
    outside: (min: string, max: string, whose: string) => `Between ${min} and ${max}: ${whose}.`,
    review: 'Review',
    empty: 'There is nothing to send yet. Give it a value first.',
  },
  preset: { heading: 'Profile', label: 'Profile of its firmware', none: 'none (disabled)' },
  powerLimit: { heading: 'Power limit', label: 'Power limit' },
  fan: {
    heading: 'Fan',
    mode: 'The fan runs',
    auto: 'by temperature',
    fixed: 'fixed speed',
    target: 'Target temperature',
    percent: 'Speed',
    fixedWarning: 'At a fixed speed the fan no longer answers to heat.',
  },
  pools: {
    heading: 'Pools',
    none: 'It tells no pools.',
    template: 'Template',
    noTemplates: 'There is no template yet. Write your pools down once, then give them to any miner.',
    manage: 'Pool templates',
    restarts: 'The miner starts anew to use them.',
    passwordStays:
      'An Undo brings back pools and users. The old password cannot come back: no miner tells it.',
  },
  templates: {
    heading: 'Pool templates',
    name: 'Name',
    nameEmpty: 'Give it a name.',
    url: (index: number) => (index === 0 ? 'Pool' : `Spare pool ${index}`),
    urlHint: 'For example stratum+tcp://solo.ckpool.org:3333',
    urlBad: 'A pool is written stratum+tcp://host:port.',
    user: 'User',
    userEmpty: 'Without a user nobody would be paid. Give your payout address or your account at the pool.',
    userHint: 'Payout address or account. {miner} stands for the miner’s name.',
    password: 'Password',
    passwordHint: 'Mostly x. Empty keeps the one that the miner has.',
    addPool: 'Add a spare pool',
    removePool: 'Remove this pool',
    add: 'New template',
    edit: 'Edit',
    remove: 'Delete',
    save: 'Save template',
    saved: 'Template saved.',
    removed: (name: string) => `${name} deleted.`,
    sealed: 'Passwords are kept encrypted in this browser, and go only to the miner you choose.',
  },
  password: {
    heading: 'Password of the miner',
    has: 'A password is kept, encrypted, in this browser. It is sent to this miner only.',
    hasNot: 'Without a password Davylamp tries the one its maker ships.',
    wanted:
      'This miner refuses the password that Davylamp has, so it tells only a part, or nothing. Give it the right one here.',
    username: 'User',
    password: 'Password',
    usernameHint: 'Empty: the maker’s usual one',
    save: 'Keep password',
    forget: 'Forget it',
    saved: 'Password kept.',
    forgotten: 'Password forgotten.',
  },
  review: {
    heading: (name: string) => `Change ${name}?`,
    setting: 'Setting',
    before: 'Now',
    wanted: 'Then',
    after: 'Read back',
    unknown: 'unknown',
    send: 'Send to the miner',
  },
  tune: {
    sentence: 'Davylamp can find its best clock and voltage for you, step by step, within your limits.',
    link: 'Tune this miner',
  },
  recovery: {
    heading: 'Restart by itself',
    label: 'Restart it after a flatline',
    does: (most: number) =>
      `When it says that it hashes and surely finds nothing any more, Davylamp restarts it: once, then it looks whether shares come again. At most ${most} times in 24 hours, each time after a longer pause.`,
    never:
      'Never while it is too hot, a fan stands, its supply sags or it tells a fault, while it is paused or muted, when other miners fell with it, or when its pool is away. It works while Davylamp is open in a browser.',
    count: (times: number, helped: number) =>
      `Restarted by itself ${times === 1 ? 'once' : `${times} times`} in the last 24 hours. Shares came again after ${helped}.`,
    none: 'It was not restarted by itself in the last 24 hours.',
    givenUp: (times: number) =>
      `Restarted ${times} times, and it does not mine: something else is wrong. Look at its supply and at its heat. Davylamp leaves it alone until shares come again.`,
    unanswered:
      'It did not answer the last restart. Nobody knows whether it got it, so it is not sent again until shares come.',
    blocked: (why: string) => `It finds nothing, and is not restarted: ${why}.`,
    because: {
      'not-ours': 'another tab does that, or nothing can be asked now',
      'no-locks': 'this page was not opened on a secure address, where a second tab could restart it too',
      'still-counts': 'its own hashrate still moves, so its shares may get lost on their way to the pool',
      'not-heard': 'it does not answer',
      paused: 'it is paused',
      several: 'others fell with it, so it may be your network',
      pool: 'its pool is away',
      unsafe: 'it is or was just too hot, a fan stands, its supply sags, or it tells a fault',
      muted: 'it is muted',
      settling: 'something was just changed on it',
      waiting: 'it is too soon after the last restart',
    },
    did: 'Restart by itself after a flatline',
  },
  changes: {
    heading: 'Last changes',
    none: 'Nothing has been changed from here yet.',
    undo: 'Undo',
    undoOf: (what: string) => `Undo: ${what}`,
    undone: (what: string) => `Undone: ${what}`,
    byTuner: (change: string) => `Tuning: ${change}`,
    sentFor: (atMs: string, upTo: string) => `${atMs}: under way, for up to ${upTo}.`,
  },
  bulk: {
    heading: (count: number) => (count === 1 ? 'Control one miner' : `Control ${count} miners`),
    what: 'What to do',
    purpose: 'You see what would change on each of them before anything is sent.',
    noTemplates: 'There is no pool template yet. Write one on the page of a miner, under Control.',
    look: 'Look at each',
    stop: 'Stop',
    send: (count: number) => (count === 1 ? 'Send to one miner' : `Send to ${count} miners`),
    undo: (count: number) => (count === 1 ? 'Undo on one miner' : `Undo on ${count} miners`),
    close: 'Close',
    back: 'Back',
    consent: {
      watched: (names: string) => `Davylamp only watches ${names}, so nothing is sent there.`,
      ask: 'Allow control …',
      allow: (names: string) => `Allow control of ${names}`,
      these: (count: number) => `these ${count}`,
    },
    nobody: 'Nothing can be sent to any of them.',
    phases: {
      choosing: '',
      looking: 'Asking one after the other how they are set …',
      ready: 'Nothing has been sent yet.',
      sending: 'Sending to one after the other, and reading back …',
      ended: 'That is what became of it.',
    },
    steps: {
      waiting: 'not asked yet',
      asking: 'being asked …',
      ready: '',
      'left-out': '',
      sending: 'sent once; reading back …',
      ended: '',
    },
  },
  kinds: {
    restart: 'Restart',
    pause: 'Pause',
    resume: 'Resume',
    identify: 'Identify',
    tuning: 'Clock and voltage',
    preset: 'Profile',
    'power-limit': 'Power limit',
    fan: 'Fan at a fixed speed',
    'auto-fan': 'Fan by temperature',
    pools: 'Pools',
  } satisfies Record<ControlKind, string>,
  /** In a list of what is not there, where a wider word than of the kind fits. */
  missing: { tuning: 'Clock, voltage and power', fan: 'Fan' } as Readonly<
    Partial<Record<ControlKind, string>>
  >,
  settings: {
    paused: 'Hashing',
    frequencyMhz: 'Clock',
    coreVoltageMv: 'Core voltage',
    preset: 'Profile',
    powerLimitW: 'Power limit',
    autoFan: 'Fan',
    fanPercent: 'Fan speed',
    targetTempC: 'Target temperature',
    pools: 'Pools',
  } satisfies Record<SettingDifference['setting'], string>,
  values: {
    paused: { true: 'paused', false: 'on' },
    autoFan: { true: 'by temperature', false: 'fixed speed' },
  },
  outcomes: {
    done: 'Done, and read back.',
    'not-applied': 'The miner took the command, and is not set as asked.',
    'rolled-back': 'Only a part was applied, so it was put back as it was.',
    unconfirmed: 'The miner did not confirm. It was not asked twice; look at it before you try again.',
    scheduled: 'Not sent yet: it waits for its next step.',
    refused: 'Not sent.',
    failed: 'The miner did not do it.',
  } satisfies Record<ChangeOutcome, string>,
  reason({ code, detail }: ChangeReason): string {
    switch (code) {
      case 'watch-only':
        return 'Davylamp may only watch it. Allow control first.';
      case 'not-supported':
        return 'This firmware cannot do that, or no way was verified.';
      case 'another-device':
        return 'Another device answers at its address.';
      case 'unproven-device':
        return 'What answers at its address does not tell its MAC address, so nobody knows whether it is this miner.';
      case 'changed-since':
        return `It was set otherwise since, and that would be overwritten: ${detail}.`;
      case 'not-followed':
        return 'Nobody saw what became of it, for Davylamp was closed while it waited.';
      case 'no-limit-known':
        return `Nobody has told what this hardware bears (${detail}).`;
      case 'below-limit':
      case 'above-limit':
        return `Outside of its limits: ${detail}.`;
      case 'step-too-large':
        return `Too large a step: ${detail}.`;
      case 'unknown-preset':
        return `It has no profile ${detail}.`;
      case 'too-many-pools':
        return `It takes fewer pools: ${detail}.`;
      case 'bad-pool':
        return `That is no pool: ${detail}`;
      case 'pool-without-user':
        return `Nobody would be paid: ${detail} has no user. Give it a payout address or an account.`;
      case 'nothing-to-change':
        return 'It is set so already.';
      case 'not-now':
        return 'The same was changed too lately, or something else has this miner now.';
      case 'device-refused':
        return refusalWords(detail);
      case 'unreachable':
        return 'It could not be reached.';
      case 'timed-out':
        return 'It did not answer in time.';
      case 'unreadable':
        return 'Its answer could not be read.';
    }
  },
} as const;

/** Why a device refuses, in words that help. What adapters found out themselves is in such words already. */
function refusalWords(detail: string): string {
  // A WhatsMiner that cannot open a sealed command says `enc json load err`: it was sealed with another password.
  if (/the (user name and )?password|^login|enc json load err|\b401\b|the device refuses \(/i.test(detail))
    return 'The miner does not accept the password that Davylamp has. Give it the right one under “Password of the miner”.';
  if (!isMachineWords(detail)) return `The miner refuses: ${detail}.`;
  if (/\b(404|405|501)\b|unknown (route|command)|invalid (cmd|command)/i.test(detail))
    return 'This miner does not know that command: its firmware cannot do it.';
  return 'The miner refuses it.';
}

/** Are these a device's own words, status or code, and not a sentence of ours? Adapters put `the miner answers` before. */
export function isMachineWords(detail: string): boolean {
  return /(^|: )the (miner|device) (answers|refuses)|“/.test(detail);
}
