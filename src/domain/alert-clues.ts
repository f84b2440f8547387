import type { Alert, AlertKind, SharedCause } from './alert.ts';

/**
 * What an alert points to, and the one thing to do about it: the same words on pages and in the helper's messages. Import
 * it on demand on a page: it is no part of the first load.
 */

/** The one thing to do, of a single miner. */
const ACTIONS: Readonly<Record<AlertKind, string>> = {
  'silent-death': 'Restart it; if it stops again, look at its power supply.',
  'restart-in-vain': 'Take it off its power, look at its supply and plug, then start it by hand.',
  unreachable: 'Look whether its lamp is on, then at its Wi-Fi.',
  'not-hashing': 'Look at what it reports, and start it again.',
  'low-hashrate': 'Hold its clock and temperatures against last week’s.',
  'domain-stalled': 'Look at its power supply and plug before you restart it.',
  'chip-hot': 'Clean its fan and heatsink.',
  'vr-hot': 'Let air at its regulator: clean the heatsink, turn its fan up.',
  'fan-stopped': 'Switch it off, and look at the fan.',
  overheated: 'Let it cool and find the reason before you start it again.',
  'device-fault': 'Look up in its maker’s manual what it reports.',
  'pool-failover': 'Look whether its first pool works, and whether its address is typed right.',
  finding: 'Its Health page says what to check first.',
};

/** What to do about a cause that several miners share. */
const SHARED_ACTIONS: Readonly<Record<SharedCause['by'], string>> = {
  everything: 'Look at the router first: are other devices offline, too?',
  network: 'Look at the switch or access point there.',
  power: 'Look at that plug and its fuse.',
  pool: 'Look at the pool’s own status page.',
};

/** The one thing to do about an alert. */
export function actionOf({ kind, shared }: Alert): string {
  if (shared?.by === 'everything' && shared.plugAnswers !== undefined)
    return 'Look whether the miners have power.';
  return shared ? SHARED_ACTIONS[shared.by] : ACTIONS[kind];
}

/** "looks like your router"; undefined where nothing that the miners share stands out. */
export function clueOf({ shared }: Alert): string | undefined {
  if (!shared) return undefined;
  const { by, name, plugAnswers } = shared;
  if (by === 'everything')
    return plugAnswers === undefined ? 'looks like your router' : 'looks like their power';
  return `looks like the ${{ network: 'network', power: 'plug', pool: 'pool' }[by]}${name ? ` ${name}` : ''}`;
}

/** What speaks for it, in whole sentences; undefined where nothing does. */
export function evidenceOf({ kind, shared, minerIds }: Alert): string | undefined {
  if (!shared)
    return kind === 'unreachable' && minerIds.length > 1
      ? 'They fell silent together: that looks like the Wi-Fi, the router or a power strip that they share, not like the miners.'
      : undefined;
  const { by, name, othersWell, plugAnswers } = shared;
  const others =
    othersWell === 0 ? undefined : `${othersWell} elsewhere ${othersWell === 1 ? 'is' : 'are'} well`;
  if (by === 'everything')
    return plugAnswers === undefined
      ? 'None of your miners answers, and the helper runs: so it is something that they share. The router, if other devices are offline, too; the helper’s own cable or Wi-Fi, if another computer still reaches them; the power, if their lamps are dark.'
      : `None of your miners answers, but the plug ${plugAnswers} does: so the network works, and it is rather their power.`;
  if (by === 'network') return `None of ${name ?? 'that network'} answers any more; ${others}.`;
  if (by === 'power') {
    const plug =
      plugAnswers === undefined
        ? 'nor does the plug itself'
        : 'but the plug itself does: it may be switched off';
    return `None of those behind ${name} answers, ${plug}${others ? `; ${others}` : ''}.`;
  }
  return `All that mine at ${name} have it; ${others ?? 'nobody mines elsewhere, so it may be your internet connection as well'}.`;
}
