import { createTransport } from 'nodemailer';
import type { EmailSettings } from '../../src/domain/channel.ts';
import type { AlarmMessage, DeliveryProblem } from '../../src/domain/notification.ts';
import type { Channel } from './channel.ts';
import { DeliveryFailed } from './delivery-failed.ts';
import { reachableAddress } from './reachable-address.ts';
import { saidBy } from './said-by.ts';
import { shortened } from './shortened.ts';

/** Longer subjects are cut by many a phone; a header line has at most 998 characters (RFC 5322, section 2.1.1). */
const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 10_000;
const CONNECT_MS = 8_000;
/** Of one answer of the server. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

/** A message as nodemailer wants it: plain text alone. Those of one alert are one conversation. */
export function emailOf(message: AlarmMessage, { from, to }: EmailSettings) {
  const { title, text, tag, phase, atMs, link } = message;
  const first = `<${tag}.opened@davylamp.invalid>`;
  return {
    from,
    to,
    subject: shortened(title, LONGEST_SUBJECT),
    text: link === undefined ? shortened(text, LONGEST_TEXT) : `${shortened(text, LONGEST_TEXT)}\n\n${link}`,
    date: new Date(atMs),
    messageId: `<${tag}.${phase}@davylamp.invalid>`,
    ...(phase === 'resolved' ? { inReplyTo: first, references: first } : {}),
    // RFC 3834: no holiday notice shall answer it.
    headers: { 'auto-submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

export const email: Channel<'email'> = {
  kind: 'email',
  repeatReplaces: false,
  tellsAcknowledged: false,
  async deliver(message, settings, { rules }, signal) {
    const { host, port, security, user, password } = settings;
    const to = { host, port, reach: 'anywhere', encrypted: security !== 'none' } as const;
    const address = await reachableAddress(to, rules);
    const transport = createTransport({
      host: address,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      // The certificate must be for the name that the owner typed.
      tls: { ...(address === host ? {} : { servername: host }), minVersion: 'TLSv1.2' },
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: CONNECT_MS,
      maxResponseSize: LARGEST_ANSWER_BYTES,
      name: 'davylamp.invalid',
    });
    try {
      await Promise.race([transport.sendMail(emailOf(message, settings)), aborted(signal)]);
      return {};
    } catch (error) {
      throw failureOf(error, settings);
    } finally {
      transport.close();
    }
  },
};

/** Rejects when the signal ends. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => reject(new DeliveryFailed('timeout', { mayHaveArrived: true }));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

function failureOf(error: unknown, { user, password }: EmailSettings): DeliveryFailed {
  if (error instanceof DeliveryFailed) return error;
  // What nodemailer adds to its errors.
  const [code, command, responseCode] = ['code', 'command', 'responseCode'].map((name) =>
    error instanceof Error ? Reflect.get(error, name) : undefined,
  ) as readonly unknown[];
  const status = typeof responseCode === 'number' ? responseCode : undefined;
  // AUTH PLAIN sends both in one (RFC 4616), and a server may repeat it.
  const secrets = [password, user, `\0${user}\0${password}`].filter((secret) => secret !== undefined);
  const said = saidBy(error instanceof Error ? error.message : undefined, secrets);
  // Before DATA nothing was told; a status after it says that it was not taken (RFC 5321, section 4.2.5).
  const mayHaveArrived = status === undefined && command === 'DATA';
  return new DeliveryFailed(problemOf(code, command, status), { said, mayHaveArrived, cause: error });
}

/** RFC 5321, section 4.2.1: 4xx may pass by itself (greylisting), 5xx does not. */
function problemOf(code: unknown, command: unknown, status: number | undefined): DeliveryProblem {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'wrong-secret';
  if (code === 'ETLS') return 'refused';
  if (status !== undefined && status < 500) return 'failing';
  if (status === 552) return 'too-long';
  if (status !== undefined) return command === 'RCPT TO' ? 'not-found' : 'refused';
  if (code === 'ETIMEDOUT') return 'timeout';
  return code === 'ESOCKET' || code === 'ECONNECTION' || code === 'EDNS' ? 'unreachable' : 'refused';
}
