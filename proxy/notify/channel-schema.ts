import * as v from 'valibot';
import {
  type AlarmRules,
  type ChannelSettings,
  type ChannelUse,
  SECRET_FIELDS,
} from '../../src/domain/channel.ts';
import { parseIpv6 } from '../../src/domain/ip-address.ts';
import { parseIpv4 } from '../../src/domain/ipv4.ts';

const LONGEST_SECRET = 500;
const LONGEST_ADDRESS = 500;

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
/** One line without signs that cannot be seen: it may stand in a header. */
const line = (most: number) => v.pipe(text(most), v.regex(/^[^\p{C}]+$/u, 'must be one line'));
/** What an HTTP header or an address takes without more ado. */
const token = v.pipe(line(LONGEST_SECRET), v.regex(/^[\x21-\x7e]+$/, 'has letters that no token has'));

const webAddress = (isGood: (url: URL) => boolean, wanted: string) =>
  v.pipe(
    line(LONGEST_ADDRESS),
    v.check((address) => URL.canParse(address) && isGood(new URL(address)), wanted),
  );
const isPlain = ({ username, password, hash }: URL) => username === '' && password === '' && hash === '';
const isWeb = (url: URL) => ['http:', 'https:'].includes(url.protocol) && isPlain(url);
const server = webAddress(
  (url) => isWeb(url) && url.search === '',
  'must be an address like https://ntfy.sh, without user or question mark',
);
const isName = (host: string) =>
  parseIpv4(host) === undefined && parseIpv6(host.replace(/^\[|\]$/g, '')) === undefined;

const DISCORD =
  /^https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/\d+\/[\w-]+$/;
const mailbox = v.pipe(
  line(254),
  v.regex(/^[^\s<>,;:"@]+@[^\s<>,;:"@]+$/, 'must be an address like me@example.com'),
);
const bytes = (count: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[\w-]+=*$/),
    v.check((told) => Buffer.from(told, 'base64url').length === count, `must have ${count} bytes`),
  );

const settings = v.variant('kind', [
  v.strictObject({
    kind: v.literal('web-push'),
    endpoint: webAddress((url) => url.protocol === 'https:' && isPlain(url), 'must be an https address'),
    p256dh: bytes(65),
    auth: bytes(16),
  }),
  v.strictObject({
    kind: v.literal('ntfy'),
    server,
    // docs.ntfy.sh: letters, digits, _ and -, 64 at most.
    topic: v.pipe(v.string(), v.regex(/^[-\w]{1,64}$/, 'may have letters, digits, - and _, 64 at most')),
    token: v.optional(token),
  }),
  v.strictObject({
    kind: v.literal('telegram'),
    chatId: v.pipe(v.string(), v.regex(/^(-?\d{1,20}|@\w{5,32})$/, 'must be a number, or @ and a name')),
    token: v.pipe(v.string(), v.regex(/^\d{5,15}:[\w-]{30,60}$/, 'must look like 123456:ABC…')),
  }),
  v.strictObject({
    kind: v.literal('discord'),
    url: v.pipe(v.string(), v.regex(DISCORD, 'must begin with https://discord.com/api/webhooks/')),
  }),
  v.strictObject({
    kind: v.literal('email'),
    host: v.pipe(line(253), v.regex(/^[\w.:-]+$/, 'must be a name or an address')),
    port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
    security: v.picklist(['tls', 'starttls', 'none']),
    user: v.optional(line(254)),
    password: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_SECRET))),
    from: mailbox,
    to: mailbox,
  }),
  v.strictObject({
    kind: v.literal('webhook'),
    url: webAddress(isWeb, 'must be an address that begins with http:// or https://'),
    signingKey: v.optional(text(LONGEST_SECRET)),
  }),
  v.pipe(
    v.strictObject({
      kind: v.literal('home-assistant'),
      server,
      service: v.optional(
        v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,255}$/, 'must look like mobile_app_phone')),
      ),
      token: v.optional(token),
      webhookId: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,255}$/, 'must be the id of a webhook'))),
    }),
    v.forward(
      v.check(
        ({ service, token: given, webhookId }) =>
          webhookId === undefined
            ? service !== undefined && given !== undefined
            : service === undefined && given === undefined,
        'needs a service and a token, or the id of a webhook in their place',
      ),
      ['service'],
    ),
  ),
]);

const use = {
  name: line(60),
  on: v.boolean(),
  least: v.picklist(['watch', 'act']),
  afterMin: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60)),
};
const draft = v.strictObject({ ...use, settings: v.looseObject({ kind: v.string() }) });

const clockMinutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1));
const rules = v.strictObject({
  quiet: v.optional(
    v.strictObject({
      fromMin: clockMinutes,
      toMin: clockMinutes,
      timeZone: v.pipe(
        line(64),
        v.check((zone) => isTimeZone(zone), 'must be a time zone like Europe/Vienna'),
      ),
      letActThrough: v.boolean(),
    }),
  ),
  mostPerMinute: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  pageUrl: v.optional(
    webAddress(
      (url) => isWeb(url) && isName(url.hostname),
      'must be an address with a name, not with numbers: it stands in messages',
    ),
  ),
});

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What of a channel cannot be understood, by the name of its field; nothing of what was sent stands in it. */
export class FieldProblem extends Error {
  override readonly name = 'FieldProblem';
}

/** @throws FieldProblem */
export function parseChannel(told: unknown): {
  readonly use: ChannelUse;
  readonly settings: ChannelSettings;
} {
  const { settings: sent, ...ofUse } = checked(draft, told);
  return { use: ofUse, settings: checked(settings, sent) };
}

/** @throws FieldProblem */
export function parseRules(told: unknown): AlarmRules {
  return checked(rules, told);
}

/** Kept channels are read by the same rules as new ones. Undefined where they have become unreadable. */
export function readSettings(kept: unknown): ChannelSettings | undefined {
  const read = v.safeParse(settings, kept);
  return read.success ? read.output : undefined;
}

/** The use of a kept channel. */
export const CHANNEL_USE = v.object(use);
/** The kinds there are. */
export const KINDS = Object.keys(SECRET_FIELDS) as ChannelSettings['kind'][];
export const RULES = rules;

function checked<Shape extends v.GenericSchema>(shape: Shape, told: unknown): v.InferOutput<Shape> {
  const read = v.safeParse(shape, told, { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  const field = v.getDotPath(issue) ?? 'the request';
  // The library's own messages repeat what was received; ours do not.
  const isOurs = !issue.message.startsWith('Invalid ');
  throw new FieldProblem(isOurs ? `${field} ${issue.message}` : `${field} cannot be understood`);
}
