/** A device's reply to one HTTP request. Header names are lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpExtras {
  readonly body?: string | undefined;
  /** The `Origin` header, where a browser sent one. */
  readonly origin?: string | undefined;
  /** All headers; lower-case names. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Every good reply of AxeOS and NerdOS allows any page to read it (ESP-Miner http_server.c, set_cors_headers). */
const OPEN_TO_PAGES = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': 'Content-Type',
} as const;

/** A JSON reply that any page may read. */
export function jsonAnswer(value: unknown, status = 200): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...OPEN_TO_PAGES },
    body: JSON.stringify(value),
  };
}

/** A plain text reply that any page may read. */
export function textAnswer(body: string, status = 200): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain', ...OPEN_TO_PAGES }, body };
}

/** A page of the device's own web interface. */
export function pageAnswer(body: string): HttpAnswer {
  return { status: 200, headers: { 'content-type': 'text/html' }, body };
}

/** A refusal carries no CORS header, so a page sees it as a network error. */
export function refusal(): HttpAnswer {
  return { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Unauthorized' };
}

/** What the firmware says to a path that it does not serve. */
export function unknownRoute(): HttpAnswer {
  return jsonAnswer({ error: 'unknown route' }, 404);
}
