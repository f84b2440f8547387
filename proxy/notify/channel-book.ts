import { randomBytes } from 'node:crypto';
import { renameSync } from 'node:fs';
import * as v from 'valibot';
import {
  type AlarmRules,
  type ChannelKind,
  type ChannelReport,
  type ChannelSettings,
  type ChannelUse,
  DEFAULT_ALARM_RULES,
  SECRET_FIELDS,
} from '../../src/domain/channel.ts';
import type { DeliveryProblem } from '../../src/domain/notification.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import { ProxyError } from '../problem.ts';
import {
  CHANNEL_USE,
  FieldProblem,
  KINDS,
  parseChannel,
  parseRules,
  RULES,
  readSettings,
} from './channel-schema.ts';
import type { SecretBox } from './secret-box.ts';

const keptChannel = v.object({
  ...CHANNEL_USE.entries,
  id: v.pipe(v.string(), v.regex(/^[\w-]{11}$/)),
  kind: v.picklist(KINDS),
  deviceId: v.optional(v.string()),
  /** All settings, sealed. */
  sealed: v.string(),
});
const keptBook = v.object({ rules: RULES, channels: v.array(keptChannel) });
type KeptChannel = v.InferOutput<typeof keptChannel>;

/** More than anybody hears. */
const MOST_CHANNELS = 32;
/** How long a removed channel can be brought back, ms; a page offers it for half a minute. */
const RESTORABLE_MS = 60_000;
/** Of a shorter secret two characters would tell too much. */
const SHORTEST_SHOWN = 10;

/** A channel, ready to be used. */
export interface BookedChannel extends ChannelUse {
  readonly id: string;
  readonly kind: ChannelKind;
  readonly deviceId?: string | undefined;
  /** Absent where they cannot be opened any more. */
  readonly settings: ChannelSettings | undefined;
}

/** The owner's channels and rules, in a private file, secrets sealed. */
export class ChannelBook {
  readonly #file: string;
  readonly #box: SecretBox;
  #rules: AlarmRules;
  #channels: readonly KeptChannel[];
  /** Removed of late, in memory alone, so that a slip of the finger can be taken back. */
  readonly #removed = new Map<string, KeptChannel>();

  /** @throws the system's error when the file is there and cannot be read, or set aside */
  constructor(file: string, box: SecretBox) {
    this.#file = file;
    this.#box = box;
    ({ rules: this.#rules, channels: this.#channels } = bookIn(file));
  }

  get rules(): AlarmRules {
    return this.#rules;
  }

  get channels(): readonly BookedChannel[] {
    return this.#channels.map((kept) => this.#opened(kept));
  }

  /** Every channel as a page may see it. */
  reports(problemOf: (id: string) => DeliveryProblem | undefined): readonly ChannelReport[] {
    return this.channels.map((channel) => {
      const { settings, ...use } = channel;
      return { ...use, ...shown(settings), problem: settings ? problemOf(channel.id) : 'secret-lost' };
    });
  }

  /**
   * @param deviceId of the paired device whose browser it is
   * @throws ProxyError `bad-request`, `busy`; the system's error when it cannot be kept: then it is not added
   */
  add(told: unknown, deviceId?: string): string {
    this.#requireRoom();
    const { use, settings } = understood(() => parseChannel(told));
    const id = randomBytes(8).toString('base64url');
    const owner = deviceId === undefined ? {} : { deviceId };
    this.#keep([...this.#channels, { ...use, ...owner, ...this.#sealed(id, settings) }]);
    return id;
  }

  /**
   * Changes a channel. Secrets that are left out stay, as long as they go where they went: else whoever may change a
   * channel could have its password sent to himself.
   * @throws ProxyError `bad-request`, `unknown-route`; the system's error
   */
  change(id: string, told: unknown): void {
    const kept = this.find(id);
    const { use, settings } = understood(() => parseChannel(withKeptSecrets(told, kept.settings)));
    if (settings.kind !== kept.kind) throw new ProxyError('bad-request', 'kind cannot be changed');
    const changed = { ...use, deviceId: kept.deviceId, ...this.#sealed(id, settings) };
    this.#keep(this.#channels.map((each) => (each.id === id ? changed : each)));
  }

  /** @throws ProxyError `unknown-route`; the system's error */
  remove(id: string): void {
    this.find(id);
    const [removed] = this.#channels.filter((each) => each.id === id);
    this.#keep(this.#channels.filter((each) => each.id !== id));
    if (!removed) return;
    this.#removed.set(id, removed);
    setTimeout(() => this.#removed.delete(id), RESTORABLE_MS).unref();
  }

  /** Brings back what was removed a moment ago, as the last. @throws ProxyError `unknown-route`, `busy`; the system's error */
  restore(id: string): void {
    const removed = this.#removed.get(id);
    if (!removed) throw new ProxyError('unknown-route', 'there is no such channel any more');
    this.#requireRoom();
    this.#keep([...this.#channels, removed]);
    this.#removed.delete(id);
  }

  /** A device that was turned away is told nothing more, also where that cannot be kept. @throws the system's error */
  keepDevices(paired: ReadonlySet<string>): void {
    const channels = this.#channels.filter(({ deviceId }) => deviceId === undefined || paired.has(deviceId));
    if (channels.length === this.#channels.length) return;
    this.#channels = channels;
    this.#keep(channels);
  }

  /** @throws ProxyError `bad-request`; the system's error */
  setRules(told: unknown): void {
    const rules = understood(() => parseRules(told));
    this.#write(rules, this.#channels);
    this.#rules = rules;
  }

  /** @throws ProxyError `unknown-route` */
  find(id: string): BookedChannel {
    const kept = this.#channels.find((each) => each.id === id);
    if (!kept) throw new ProxyError('unknown-route', 'there is no such channel');
    return this.#opened(kept);
  }

  #requireRoom(): void {
    if (this.#channels.length >= MOST_CHANNELS)
      throw new ProxyError('busy', `there are ${MOST_CHANNELS} channels: remove one first`);
  }

  #opened({ sealed, ...channel }: KeptChannel): BookedChannel {
    const text = this.#box.open(sealed, channel.id);
    const settings = text === undefined ? undefined : readSettings(JSON.parse(text));
    return { ...channel, settings };
  }

  #sealed(id: string, settings: ChannelSettings): Pick<KeptChannel, 'id' | 'kind' | 'sealed'> {
    return { id, kind: settings.kind, sealed: this.#box.seal(JSON.stringify(settings), id) };
  }

  /** What cannot be kept does not come about. */
  #keep(channels: readonly KeptChannel[]): void {
    this.#write(this.#rules, channels);
    this.#channels = channels;
  }

  #write(rules: AlarmRules, channels: readonly KeptChannel[]): void {
    writePrivateFile(this.#file, `${JSON.stringify({ rules, channels }, null, 2)}\n`);
  }
}

function shown(settings: ChannelSettings | undefined): Pick<ChannelReport, 'fields' | 'secrets'> {
  const { kind, ...told } = settings ?? { kind: undefined };
  const secretFields = kind ? SECRET_FIELDS[kind] : [];
  const entries = Object.entries(told).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  const isSecret = ([name]: [string, unknown]) => secretFields.includes(name);
  return {
    fields: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(
      entries.filter(isSecret).map(([name, secret]) => [name, hint(String(secret))]),
    ),
  };
}

function hint(secret: string): string {
  return secret.length < SHORTEST_SHOWN ? '…' : `…${secret.slice(-2)}`;
}

/** What a page sent, with the secrets that it did not see and so could not send. */
function withKeptSecrets(told: unknown, kept: ChannelSettings | undefined): unknown {
  if (!isRecord(told) || !isRecord(told.settings) || kept === undefined || told.settings.kind !== kept.kind)
    return told;
  const sent = told.settings;
  const secretFields = SECRET_FIELDS[kept.kind];
  const secrets = Object.entries(kept).filter(
    ([name, secret]) => secretFields.includes(name) && secret !== undefined && sent[name] === undefined,
  );
  // `''` takes a secret away.
  const given = Object.fromEntries(Object.entries(sent).filter(([, field]) => field !== ''));
  const missing = secrets.filter(([name]) => sent[name] !== '');
  const before = new Map<string, unknown>(Object.entries(kept));
  const moved = ['server', 'host', 'port', 'security', 'user'].find(
    (name) => before.get(name) !== given[name],
  );
  const [first] = missing;
  if (moved !== undefined && first !== undefined)
    throw new ProxyError(
      'bad-request',
      `settings.${first[0]} must be typed again, because ${moved} is another`,
    );
  return { ...told, settings: { ...given, ...Object.fromEntries(missing) } };
}

function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof FieldProblem) throw new ProxyError('bad-request', cause.message, { cause });
    throw cause;
  }
}

function isRecord(told: unknown): told is Record<string, unknown> {
  return typeof told === 'object' && told !== null;
}

/** A damaged book is set aside: an always-on box must not stay dark for that, and its window says so. */
function bookIn(file: string): v.InferOutput<typeof keptBook> {
  const text = readPrivateFile(file);
  if (text === undefined) return { rules: { ...DEFAULT_ALARM_RULES }, channels: [] };
  try {
    return v.parse(keptBook, JSON.parse(text));
  } catch {
    renameSync(file, `${file}.damaged`);
    console.warn(
      `The alarm channels cannot be read, and are set aside as ${file}.damaged. Set them up again.`,
    );
    return { rules: { ...DEFAULT_ALARM_RULES }, channels: [] };
  }
}
