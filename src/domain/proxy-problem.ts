/**
 * What the helper (proxy) answers when it refuses or fails: `application/problem+json` (RFC 9457). The `type` is
 * stable, the UI turns it into one sentence with one button.
 */
export const PROXY_PROBLEMS = {
  'wrong-token': 401,
  'foreign-origin': 403,
  'unknown-host': 421,
  'owner-only': 403,
  'wrong-code': 403,
  'code-used': 409,
  'code-expired': 410,
  throttled: 429,
  'forbidden-target': 403,
  'forbidden-port': 403,
  'bad-request': 400,
  'unknown-route': 404,
  'not-recording': 404,
  'key-needed': 403,
  busy: 429,
  'name-unknown': 502,
  unreachable: 502,
  timeout: 504,
  'too-large': 502,
  'bad-reply': 502,
  'bad-redirect': 502,
} as const satisfies Record<string, number>;

export type ProxyProblemType = keyof typeof PROXY_PROBLEMS;

export interface ProxyProblem {
  /** `urn:davylamp:problem:` + {@link ProxyProblemType}. */
  readonly type: `urn:davylamp:problem:${ProxyProblemType}`;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** Request header that carries the pairing token; `Authorization` stays free for the device itself. */
export const PAIRING_HEADER = 'x-davylamp-token';
/** Reply header: `device` or `upstream` when status and body are theirs, `proxy` when the helper speaks. */
export const SPEAKER_HEADER = 'x-davylamp-speaker';
/** Optional request header: whole milliseconds the helper waits for the device, within its own limits. */
export const TIMEOUT_HEADER = 'x-davylamp-timeout-ms';
/** Request header, with any value: this changes something at the device, so it is never asked anew, not even a GET. */
export const ONCE_HEADER = 'x-davylamp-once';
/** Request header: the device's path and query in place of those of the address, which then ends with its `/`. */
export const PATH_HEADER = 'x-davylamp-path';
/** Reply header: the device's `WWW-Authenticate`, renamed so that the browser does not open its own password window. */
export const CHALLENGE_HEADER = 'x-davylamp-www-authenticate';
/** Request and reply header: `Cookie` and `Set-Cookie` of the device, which a browser would take for those of the page. */
export const COOKIE_HEADER = 'x-davylamp-cookie';
/** Request header: the owner's key at a provider, which the helper puts where its row says. Never in an address of ours. */
export const KEY_HEADER = 'x-davylamp-key';
/** Request header: JSON of the request headers that the endpoint lists, `{"x-signature":"…"}`. No others are forwarded. */
export const FORWARD_HEADER = 'x-davylamp-forward';
/** Request header, with any value: the answer that is kept cannot be read, or is not believed; the provider is asked anew. */
export const RENEW_HEADER = 'x-davylamp-renew';
/** Reply header: a {@link CacheState}. `age` beside it says how many seconds ago the provider said so. */
export const CACHE_HEADER = 'x-davylamp-cache';
/** Reply header beside `stale`: why nothing newer came: `status-503`, `no-answer` (a web page, or nothing), a {@link ProxyProblemType}. */
export const STALE_REASON_HEADER = 'x-davylamp-stale-reason';
/** Where an answer of a provider comes from: asked just now, kept, kept and confirmed, kept for want of a newer one. */
export type CacheState = 'miss' | 'hit' | 'revalidated' | 'stale';

/** WebSocket subprotocol of the live bridge; the pairing token follows as the second subprotocol, never in the URL. */
export const LIVE_SUBPROTOCOL = 'davylamp.live';

/** Paths of the helper. `{target}` is `host:port` (IPv6 in brackets), URI-encoded. */
export const PROXY_ROUTES = {
  /** ANY /api/device/http/{target}/{path…} → the device's own reply. */
  http: '/api/device/http',
  /** POST /api/device/tcp/{target} with one cgminer request as JSON → its reply as JSON. */
  tcp: '/api/device/tcp',
  /** POST /api/device/message/{target} with any JSON object → the reply to it, framed as cgminer's are. */
  message: '/api/device/message',
  /** POST /api/device/framed/{target}: the same where each message goes behind its length (WhatsMiner API v3). */
  framed: '/api/device/framed',
  /** POST /api/device/veiled/{target}: the same in the framing of TP-Link's plugs. */
  veiled: '/api/device/veiled',
  /** WebSocket /api/device/live/{target}/{path…}: frames pass unchanged from device to page. */
  live: '/api/device/live',
  /** GET or POST /api/upstream/{providerId}/{host}/{path…}?{query} → what the provider answers, of late or just now. */
  upstream: '/api/upstream',
  /** GET /api/network → a {@link NetworkReport} (scan-report.ts). */
  network: '/api/network',
  /** POST /api/scan with `{"ranges":"192.168.1.0/24"}` → {@link ScanLine}s as they come, one JSON a line. */
  scan: '/api/scan',
  /** GET → a RecorderReport; PUT with a {@link RecorderFleet} tells whom to record. */
  recorder: '/api/recorder',
  /** PUT with {@link AwayOrders} (away.ts): what is gone on with while no page is open → an AwayReport. */
  away: '/api/away',
  /** PUT with a {@link PlanLeaseQuestion} (plan-lease.ts): which browser carries out its plan → a PlanLeaseAnswer. */
  planLease: '/api/plan-lease',
  /** GET → server-sent events, each a {@link LiveReading}. The token goes in its header, as everywhere. */
  readings: '/api/live',
  /** GET ?since=CURSOR or ?from=EPOCH_MS → what was recorded, as `recorded-stream.ts` writes it. */
  recorded: '/api/recorded',
  /** GET → an {@link AlarmAnswer} (channel.ts). */
  alarms: '/api/alarms',
  /** POST a ChannelDraft; PUT /{id} with one, DELETE /{id}; POST /{id}/test → the DeliveryEntry of a test, POST /{id}/restore. */
  alarmChannels: '/api/alarms/channels',
  /** PUT AlarmRules. */
  alarmRules: '/api/alarms/rules',
  /** POST a SeenAlarm. */
  seenAlarm: '/api/alarms/seen',
  /** GET /api/health → `{"name":"davylamp","version":…,"role":"owner"|"device"}`, token needed as everywhere. */
  health: '/api/health',
  /** The owner's: POST → a PairingOffer; GET /{id} → its OfferProgress; POST /{id} with digits confirms; DELETE /{id} ends it. */
  offers: '/api/pairing/offers',
  /** POST a PairingClaim → a ClaimReply, the one call without a token; GET with the claimed token → its ClaimProgress. */
  claim: '/api/pairing/claim',
  /** The owner's: GET → PairedDevices; PATCH /{id} with a name; DELETE /{id} revokes. */
  devices: '/api/devices',
} as const;
