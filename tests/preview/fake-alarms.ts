import type { Alert } from '../../src/domain/alert.ts';
import {
  type AlarmAnswer,
  type AlarmReport,
  type AlarmRules,
  type ChannelDraft,
  type ChannelReport,
  SECRET_FIELDS,
} from '../../src/domain/channel.ts';
import type { CollectorFailure } from '../../src/domain/fleet-view.ts';
import type { DeliveryEntry } from '../../src/domain/notification.ts';
import type { AlarmApi } from '../../src/workers/alarm-api.ts';

const MINUTE_MS = 60_000;

/** Key of the example in RFC 8292, section 2.4. */
const PUSH_KEY = 'BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs';

/** Plays the part of the collector that asks the helper for its alarms. */
export class FakeAlarms implements AlarmApi {
  /** What the helper says; a failure where it does not answer. */
  answer: AlarmAnswer | CollectorFailure;
  /** What a test comes to. */
  testEnds: Pick<DeliveryEntry, 'outcome' | 'problem' | 'detail'> = { outcome: 'delivered' };
  /** What the helper refuses the next change with. */
  refuses: CollectorFailure | undefined;
  readonly calls: string[] = [];
  readonly #removed = new Map<string, ChannelReport>();

  constructor(
    readonly nowMs: () => number,
    readonly onMute: (ids: readonly string[], untilMs: number | undefined) => void = () => {},
  ) {
    this.answer = { recording: true, ...emptyReport(nowMs()) };
  }

  /** A house in which alarms come, one channel has trouble, and two things were told. */
  fill(open: readonly Alert[]): void {
    this.answer = { recording: true, ...fullReport(this.nowMs(), open) };
  }

  async alarms(): Promise<AlarmAnswer> {
    if ('failure' in this.answer) throw this.answer;
    return this.answer;
  }

  async addChannel(channel: ChannelDraft): Promise<string> {
    this.calls.push(`addChannel ${JSON.stringify(channel)}`);
    this.#refuse();
    const id = `channel-${this.calls.length}`;
    this.#put((channels) => [...channels, reportOf(id, channel)]);
    return id;
  }

  async changeChannel(id: string, channel: ChannelDraft): Promise<AlarmAnswer> {
    this.calls.push(`changeChannel ${id} ${JSON.stringify(channel)}`);
    this.#refuse();
    return this.#put((channels) =>
      channels.map((each) => {
        const next = reportOf(id, channel);
        return each.id === id ? { ...each, ...next, secrets: { ...each.secrets, ...next.secrets } } : each;
      }),
    );
  }

  async removeChannel(id: string): Promise<AlarmAnswer> {
    this.calls.push(`removeChannel ${id}`);
    return this.#put((channels) => {
      const removed = channels.find((each) => each.id === id);
      if (removed) this.#removed.set(id, removed);
      return channels.filter((each) => each.id !== id);
    });
  }

  async restoreChannel(id: string): Promise<AlarmAnswer> {
    this.calls.push(`restoreChannel ${id}`);
    const removed = this.#removed.get(id);
    return this.#put((channels) => (removed ? [...channels, removed] : channels));
  }

  async testChannel(id: string): Promise<DeliveryEntry> {
    this.calls.push(`testChannel ${id}`);
    this.#refuse();
    const channel = this.#report().channels.find((each) => each.id === id)?.name ?? '';
    const about = { channelId: id, channel, phase: 'test', title: 'Davylamp: a test', tookMs: 140 } as const;
    return { atMs: this.nowMs(), ...about, ...this.testEnds };
  }

  async setAlarmRules(rules: AlarmRules): Promise<AlarmAnswer> {
    this.calls.push(`setAlarmRules ${JSON.stringify(rules)}`);
    this.#refuse();
    this.answer = { ...this.#report(), recording: true, rules };
    return this.answer;
  }

  async muteMiners(minerIds: readonly string[], untilMs: number | undefined): Promise<void> {
    this.calls.push(`muteMiners ${minerIds.join(' ')} ${untilMs ?? 'ended'}`);
    this.onMute(minerIds, untilMs);
  }

  #refuse(): void {
    if (this.refuses) throw this.refuses;
  }

  #report(): AlarmReport {
    if ('failure' in this.answer || !this.answer.recording)
      throw new Error('the fake helper records nothing');
    return this.answer;
  }

  #put(change: (channels: readonly ChannelReport[]) => readonly ChannelReport[]): AlarmAnswer {
    const report = this.#report();
    this.answer = { ...report, recording: true, channels: change(report.channels) };
    return this.answer;
  }
}

/** As the helper shows a channel: secrets by their ends. */
function reportOf(id: string, { settings, ...use }: ChannelDraft): ChannelReport {
  const { kind, ...told } = settings;
  const entries = Object.entries(told).filter(([, field]) => field !== undefined && field !== '');
  const isSecret = (name: string) => SECRET_FIELDS[kind].includes(name);
  const fields = entries.filter(([name]) => !isSecret(name));
  const secrets = entries.filter(([name]) => isSecret(name));
  return {
    ...use,
    id,
    kind,
    fields: Object.fromEntries(fields.map(([name, field]) => [name, field ?? ''])),
    secrets: Object.fromEntries(secrets.map(([name, secret]) => [name, `…${String(secret).slice(-2)}`])),
  };
}

function emptyReport(nowMs: number): AlarmReport {
  return {
    role: 'owner',
    channels: [],
    rules: { mostPerMinute: 4 },
    deliveries: [],
    waiting: 0,
    open: [],
    pushKey: PUSH_KEY,
    checkedAtMs: nowMs - 3_000,
  };
}

function fullReport(nowMs: number, open: readonly Alert[]): AlarmReport {
  const use = { on: true, least: 'act', afterMin: 0 } as const;
  const channels: readonly ChannelReport[] = [
    {
      ...use,
      id: 'phone',
      name: 'My phone',
      kind: 'ntfy',
      fields: { server: 'https://ntfy.sh' },
      secrets: { topic: '…x7' },
    },
    {
      ...use,
      id: 'family',
      name: 'Family chat',
      kind: 'telegram',
      least: 'watch',
      afterMin: 15,
      fields: { chatId: '-1001234567890' },
      secrets: { token: '…3f' },
      problem: 'wrong-secret',
    },
    {
      ...use,
      id: 'mail',
      name: 'Mail',
      kind: 'email',
      on: false,
      fields: {
        host: 'mail.example.com',
        port: 465,
        security: 'tls',
        from: 'davylamp@example.com',
        to: 'me@example.com',
      },
      secrets: { password: '…' },
    },
  ];
  return { ...emptyReport(nowMs), channels, open, waiting: 1, deliveries: deliveriesAt(nowMs) };
}

function deliveriesAt(nowMs: number): readonly DeliveryEntry[] {
  const phone = { channelId: 'phone', channel: 'My phone' };
  const family = { channelId: 'family', channel: 'Family chat' };
  return [
    {
      ...family,
      atMs: nowMs - 4 * MINUTE_MS,
      phase: 'opened',
      title: 'Attic S19j: Overheated',
      outcome: 'failed',
      problem: 'wrong-secret',
      detail: 'It does not accept the token or password. Type it again. It says: “Unauthorized”',
      tookMs: 310,
    },
    {
      ...phone,
      atMs: nowMs - 19 * MINUTE_MS,
      phase: 'opened',
      title: 'Attic S19j: Overheated',
      outcome: 'delivered',
      tookMs: 182,
    },
    {
      ...phone,
      atMs: nowMs - 190 * MINUTE_MS,
      phase: 'summary',
      title: '4 alarms, 1 over',
      outcome: 'delivered',
      tookMs: 205,
    },
  ];
}
