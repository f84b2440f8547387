import * as v from 'valibot';
import {
  type ClaimProgress,
  type ClaimReply,
  type HandedMiner,
  type OfferProgress,
  type PairedDevice,
  type PairingClaim,
  type PairingFailure,
  type PairingOffer,
  type PairingProblem,
  TOKEN_HASH,
} from '../domain/pairing.ts';
import {
  PAIRING_HEADER,
  PROXY_PROBLEMS,
  PROXY_ROUTES,
  type ProxyProblemType,
  SPEAKER_HEADER,
} from '../domain/proxy-problem.ts';
import type { ProxyConnection } from './proxy-transport.ts';

const optionalText = v.optional(v.string());
const offer: v.GenericSchema<unknown, PairingOffer> = v.object({
  id: v.string(),
  code: v.string(),
  expiresAtMs: v.number(),
  origins: v.array(v.string()),
  certificate: v.optional(v.object({ urls: v.array(v.string()), fingerprint: v.string() })),
});
const offerProgress: v.GenericSchema<unknown, OfferProgress> = v.object({
  state: v.picklist(['open', 'claimed', 'confirmed', 'refused', 'expired']),
  deviceName: optionalText,
  triesLeft: v.number(),
});
const claimReply: v.GenericSchema<unknown, ClaimReply> = v.object({
  nonce: v.string(),
  expiresAtMs: v.number(),
});
const handedMiner: v.GenericSchema<unknown, HandedMiner> = v.object({
  address: v.object({ host: v.string(), port: v.number() }),
  name: v.string(),
  tags: v.array(v.string()),
});
const claimProgress: v.GenericSchema<unknown, ClaimProgress> = v.object({
  state: v.picklist(['claimed', 'confirmed', 'refused', 'expired']),
  miners: v.optional(v.array(handedMiner)),
});
const devices: v.GenericSchema<unknown, readonly PairedDevice[]> = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    createdAtMs: v.number(),
    lastSeenAtMs: v.optional(v.number()),
  }),
);

/** Asks the helper for a code by which one further device may come in. Like all of these rejects with a {@link PairingFailure}. */
export function offerPairing(connection: ProxyConnection): Promise<PairingOffer> {
  return ask(connection, 'POST', PROXY_ROUTES.offers, offer);
}

/** What became of an offered code so far. @throws PairingFailure */
export function offerProgressOf(connection: ProxyConnection, id: string): Promise<OfferProgress> {
  return ask(connection, 'GET', `${PROXY_ROUTES.offers}/${encodeURIComponent(id)}`, offerProgress);
}

/** The owner typed what the device shows; the miners are for the device, once it is let in. */
export function confirmOffer(
  connection: ProxyConnection,
  id: string,
  confirmation: { readonly digits: string; readonly miners: readonly HandedMiner[] },
): Promise<OfferProgress> {
  const path = `${PROXY_ROUTES.offers}/${encodeURIComponent(id)}`;
  return ask(connection, 'POST', path, offerProgress, confirmation);
}

/** Takes an offered code back. @throws PairingFailure */
export async function refuseOffer(connection: ProxyConnection, id: string): Promise<void> {
  await called(connection, 'DELETE', `${PROXY_ROUTES.offers}/${encodeURIComponent(id)}`);
}

/** Who is in. @throws PairingFailure */
export function pairedDevices(connection: ProxyConnection): Promise<readonly PairedDevice[]> {
  return ask(connection, 'GET', PROXY_ROUTES.devices, devices);
}

/** Calls a device otherwise; answers with all of them. @throws PairingFailure */
export function renameDevice(
  connection: ProxyConnection,
  id: string,
  name: string,
): Promise<readonly PairedDevice[]> {
  return ask(connection, 'PATCH', `${PROXY_ROUTES.devices}/${encodeURIComponent(id)}`, devices, { name });
}

/** Turns a device away; answers with those that stay. @throws PairingFailure */
export function revokeDevice(connection: ProxyConnection, id: string): Promise<readonly PairedDevice[]> {
  return ask(connection, 'DELETE', `${PROXY_ROUTES.devices}/${encodeURIComponent(id)}`, devices);
}

/** What a new device says first. Its token is not in it, only the hash. */
export function claimOffer(
  connection: Omit<ProxyConnection, 'token'>,
  claim: PairingClaim,
): Promise<ClaimReply> {
  if (!TOKEN_HASH.test(claim.tokenHash)) throw new RangeError('a claim carries a hash, never a token');
  return ask({ ...connection, token: '' }, 'POST', PROXY_ROUTES.claim, claimReply, claim);
}

/** How far the claim of the token has come that the connection carries. */
export function claimProgressOf(connection: ProxyConnection): Promise<ClaimProgress> {
  return ask(connection, 'GET', PROXY_ROUTES.claim, claimProgress);
}

async function ask<T>(
  connection: ProxyConnection,
  method: string,
  path: string,
  schema: v.GenericSchema<unknown, T>,
  body?: object,
): Promise<T> {
  const reply = await called(connection, method, path, body);
  try {
    return v.parse(schema, await reply.json());
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The kind of the error alone: its message may repeat a part of the reply, and that may hold a code. */
function unreadable(path: string, error: unknown): PairingFailure {
  const kind = error instanceof Error ? error.name : 'what is no error';
  console.warn(`The helper's reply about pairing (${path}) cannot be read: ${kind}`);
  return failure('bad-reply');
}

async function called(
  { baseUrl, token, fetch: send = fetch }: ProxyConnection,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const headers = new Headers(body ? { 'content-type': 'application/json' } : {});
  if (token !== '') headers.set(PAIRING_HEADER, token);
  let reply: Response;
  try {
    const sent = body ? { body: JSON.stringify(body) } : {};
    reply = await send(baseUrl + path, { method, headers, cache: 'no-store', redirect: 'error', ...sent });
  } catch {
    // The browser writes into its console why it could not send, and tells pages nothing more.
    throw failure('no-proxy');
  }
  if (reply.headers.get(SPEAKER_HEADER) !== 'proxy') throw failure('no-proxy');
  if (!reply.ok) throw await failureOf(reply, path);
  return reply;
}

async function failureOf(reply: Response, path: string): Promise<PairingFailure> {
  let problem: unknown;
  try {
    problem = await reply.json();
  } catch (error) {
    return unreadable(path, error);
  }
  const type =
    typeof problem === 'object' && problem && 'type' in problem
      ? String(problem.type).replace('urn:davylamp:problem:', '')
      : '';
  if (!isProblem(type)) return unreadable(path, new TypeError('no problem that is known'));
  return failure(type, Number(reply.headers.get('retry-after') ?? Number.NaN));
}

function isProblem(type: string): type is ProxyProblemType {
  return Object.hasOwn(PROXY_PROBLEMS, type);
}

function failure(problem: PairingProblem, retryAfterS = Number.NaN): PairingFailure {
  return { pairingFailure: true, problem, ...(retryAfterS > 0 ? { retryAfterS } : {}) };
}
