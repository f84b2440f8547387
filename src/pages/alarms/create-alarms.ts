import { type Accessor, createMemo } from 'solid-js';
import type {
  AlarmReport,
  AlarmRules,
  ChannelDraft,
  ChannelReport,
  ChannelUse,
} from '../../domain/channel.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import type { DeliveryEntry } from '../../domain/notification.ts';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { common } from '../../ui/text/en/common.ts';
import { useToast } from '../../ui/toast.tsx';
import type { CollectorApi } from '../../workers/collector-api.ts';
import { collectorFailure } from '../collector-failure.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { draftWithUse } from './channel-draft.ts';

/** How the helper stands to alarms, as far as this browser knows. */
export type AlarmStanding =
  | 'asking'
  | 'running'
  | 'not-recording'
  | 'no-helper'
  | 'not-paired'
  /** It is there, and does not know what is asked. */
  | 'old'
  | 'failed';

/** The helper's alarms as this page knows them, and the ways to change them. */
export interface Alarms {
  readonly standing: Accessor<AlarmStanding>;
  /** What it says; stays while a newer answer is on its way. */
  readonly report: Accessor<AlarmReport | undefined>;
  readonly askAgain: () => void;
  /** Adds a channel, or changes that with the id. @returns its id, or why not */
  readonly save: (draft: ChannelDraft, id?: string) => Promise<string | CollectorFailure>;
  readonly setUse: (channel: ChannelReport, use: Partial<ChannelUse>, words: string) => Promise<void>;
  readonly remove: (channel: ChannelReport) => Promise<void>;
  /** @returns how it went, or why none was sent */
  readonly test: (id: string) => Promise<DeliveryEntry | CollectorFailure>;
  readonly setRules: (rules: AlarmRules) => Promise<CollectorFailure | undefined>;
}

/** How often the helper is asked how its alarms stand while the page is looked at, ms. */
const ASK_EVERY_MS = 10_000;

export function createAlarms(): Alarms {
  const fleet = useFleet();
  const toast = useToast();
  const turn = createMemo(() => Math.floor(fleet.nowMs() / ASK_EVERY_MS));
  const answer = createAnswer(turn, async () => standingOf(await fleet.ownCollector()));
  const report = () => answer.latest()?.report;

  /** Does something about alarms, and asks anew. */
  const tried = async <T>(work: (collector: CollectorApi) => Promise<T>): Promise<T | CollectorFailure> => {
    try {
      const done = await work(await fleet.ownCollector());
      answer.askAgain();
      return done;
    } catch (error) {
      return collectorFailure(error, fleet.nowMs());
    }
  };
  const restore = async (id: string) => {
    const back = await tried((collector) => collector.restoreChannel(id));
    if (isFailure(back)) toast({ words: text.channels.notRestored });
  };
  return {
    standing: () => (answer.failed() ? 'failed' : (answer.latest()?.standing ?? 'asking')),
    report,
    askAgain: answer.askAgain,
    save: (draft, id) =>
      tried(async (collector) => {
        if (id === undefined) return collector.addChannel(draft);
        await collector.changeChannel(id, draft);
        return id;
      }),
    async setUse(channel, use, words) {
      const draft = draftWithUse(channel, use);
      const done = await tried((collector) => collector.changeChannel(channel.id, draft));
      toast({ words: isFailure(done) ? text.channels.notKept : words, topic: `channel ${channel.id}` });
    },
    async remove({ id, name }) {
      const done = await tried((collector) => collector.removeChannel(id));
      if (isFailure(done)) return toast({ words: text.channels.notRemoved });
      const action = { label: common.undo, run: () => void restore(id) };
      toast({ words: text.channels.removed(name), action });
    },
    test: (id) => tried((collector) => collector.testChannel(id)),
    async setRules(rules) {
      const done = await tried((collector) => collector.setAlarmRules(rules));
      if (isFailure(done)) return done;
      toast({ words: text.rules.kept, topic: 'alarm rules' });
      return undefined;
    },
  };
}

export function isFailure(told: unknown): told is CollectorFailure {
  return typeof told === 'object' && told !== null && 'failure' in told;
}

async function standingOf(
  collector: CollectorApi,
): Promise<{ readonly standing: AlarmStanding; readonly report?: AlarmReport }> {
  try {
    const answer = await collector.alarms();
    return answer.recording ? { standing: 'running', report: answer } : { standing: 'not-recording' };
  } catch (error) {
    if (!isFailure(error)) throw error;
    if (error.kind === 'not-paired') return { standing: 'not-paired' };
    if (error.kind !== 'no-proxy') throw error;
    // Who answers that question and not this one is of another version.
    const { proxy } = await collector.checkProxy();
    const standings = { ok: 'old', 'no-proxy': 'no-helper', 'not-paired': 'not-paired' } as const;
    return { standing: standings[proxy] };
  }
}
