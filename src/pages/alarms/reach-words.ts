import type { AlarmReport, ChannelReport } from '../../domain/channel.ts';
import { listed } from '../../ui/format/name-list.ts';
import { alarms } from '../../ui/text/en/alarms.ts';
import type { Reach } from '../reach.ts';
import type { AlarmStanding } from './create-alarms.ts';

const words = alarms.reach;

/** What reaches the owner while no page is open, in one sentence, and how good that is. */
export interface ReachSentence {
  readonly tone: 'good' | 'watch' | 'act' | 'info';
  readonly sentence: string;
}

/** Why nothing is known of the helper's alarms, or that nothing comes; undefined where it runs. */
export function standingSentence(standing: AlarmStanding, reach: Reach): ReachSentence | undefined {
  switch (standing) {
    case 'no-helper':
      if (reach === 'here') return { tone: 'act', sentence: words.helperAway };
      return { tone: 'info', sentence: reach === 'away' ? words.away : words.offline };
    case 'not-paired':
      return { tone: 'watch', sentence: reach === 'here' ? words.notPaired : words.notLetIn };
    case 'old':
      return { tone: 'watch', sentence: words.old };
    case 'not-recording':
      return { tone: 'watch', sentence: words.notRecording };
    case 'failed':
      return { tone: 'watch', sentence: words.failed };
    default:
      return undefined;
  }
}

/** By what alarms come, of a helper that watches. */
export function reachSentence({ channels }: Pick<AlarmReport, 'channels'>): ReachSentence {
  if (channels.length === 0) return { tone: 'watch', sentence: words.nowhere };
  const on = channels.filter((channel) => channel.on);
  if (on.length === 0) return { tone: 'watch', sentence: words.paused };
  const bad = on.filter(({ problem }) => problem !== undefined);
  const good = on.filter(({ problem }) => problem === undefined);
  if (good.length === 0) return { tone: 'act', sentence: words.troubled(namesOf(bad)) };
  return { tone: bad.length === 0 ? 'good' : 'watch', sentence: words.some(namesOf(good), namesOf(bad)) };
}

function namesOf(channels: readonly ChannelReport[]): string {
  return listed(channels.map(({ name }) => name));
}
