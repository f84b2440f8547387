import type { AlarmAnswer, AlarmRules, ChannelDraft, SeenAlarm } from '../domain/channel.ts';
import type { DeliveryEntry } from '../domain/notification.ts';

/**
 * The alarms of the helper, as a page sees them. Every method fails with a DeviceError, whose detail names the field
 * where what was sent cannot be understood.
 */
export interface AlarmClient {
  report(signal?: AbortSignal): Promise<AlarmAnswer>;
  /** @returns its id */
  add(channel: ChannelDraft): Promise<string>;
  /** Secrets that are left out stay as they are; `''` takes one away. */
  change(id: string, channel: ChannelDraft): Promise<AlarmAnswer>;
  remove(id: string): Promise<AlarmAnswer>;
  /** Brings back what was removed a moment ago. */
  restore(id: string): Promise<AlarmAnswer>;
  /** Sends a test now; how it went is no failure of this call. */
  test(id: string, signal?: AbortSignal): Promise<DeliveryEntry>;
  setRules(rules: AlarmRules): Promise<AlarmAnswer>;
  /** "I have seen it": nobody else is told. */
  seen(alarm: SeenAlarm): Promise<void>;
}
