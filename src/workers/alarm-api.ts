import type { AlarmAnswer, AlarmRules, ChannelDraft } from '../domain/channel.ts';
import type { DeliveryEntry } from '../domain/notification.ts';

/** What pages may ask about what reaches the owner while no page is open. All reject with a CollectorFailure. */
export interface AlarmApi {
  alarms(): Promise<AlarmAnswer>;
  /** @returns its id */
  addChannel(channel: ChannelDraft): Promise<string>;
  /** Secrets that are left out stay as they are; `''` takes one away. */
  changeChannel(id: string, channel: ChannelDraft): Promise<AlarmAnswer>;
  removeChannel(id: string): Promise<AlarmAnswer>;
  /** Brings back what was removed a moment ago. */
  restoreChannel(id: string): Promise<AlarmAnswer>;
  /** Sends a test now; how it went is no failure of this call. */
  testChannel(id: string): Promise<DeliveryEntry>;
  setAlarmRules(rules: AlarmRules): Promise<AlarmAnswer>;
  /** Nobody is told of these miners until then; undefined ends that. */
  muteMiners(minerIds: readonly string[], untilMs: number | undefined): Promise<void>;
}
