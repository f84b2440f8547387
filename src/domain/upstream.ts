/** What a provider's figures are about. */
export type SourceKind =
  | 'market'
  | 'network'
  | 'pool'
  | 'profitability'
  | 'energy'
  | 'carbon'
  | 'weather'
  | 'sentiment'
  | 'on-chain';

/**
 * A provider outside of the house: what its owner is told of it before it is switched on, and what the helper may
 * forward to it. The rows stand in `upstreams/<kind>.ts`, one list for browser and helper.
 */
export interface Upstream {
  /** Also the name of its file in `src/sources/<kind>/`. */
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly endpoints: readonly UpstreamEndpoint[];
  /** Set where it is none outside, but a service of the owner's in his home: see {@link HomeDoor}. */
  readonly atHome?: HomeDoor | undefined;
  /** WebSockets that the page itself opens, which CORS does not bind: `wss://live.prohashing.com`. */
  readonly sockets?: readonly string[] | undefined;
  readonly key?: UpstreamKey | undefined;
  /** Never asked more often by one household, all endpoints together. */
  readonly requestsPerMinute: number;
  /** What it learns of the owner besides the address of the line: shown before the owner switches it on. */
  readonly learns: 'nothing' | 'payout-address' | 'account' | 'place' | 'at-home';
  /** One sentence that is shown with its figures. */
  readonly licence: string;
  /** Where its terms or its manual stand. */
  readonly terms: string;
}

/** A door of a provider that may be asked. Everything that no endpoint names is refused. */
export interface UpstreamEndpoint {
  /**
   * `api.coingecko.com`, or `*.2miners.com` for any one name below it. Always HTTPS, on its usual port where none
   * stands behind the name (`public-pool.io:40557`).
   */
  readonly host: string;
  readonly method: 'GET' | 'POST';
  /** Matches the whole path, without the query. */
  readonly path: RegExp;
  /** Names that the query may have. */
  readonly query?: readonly string[] | undefined;
  /**
   * What the body of a POST may be, all of it; where none is named, there is none. What an address alone allows may be
   * anything: a GraphQL door takes orders as well as questions, with the owner's key.
   */
  readonly body?: RegExp | undefined;
  /** Request headers that it needs and that are neither the key nor its content type: signatures, moments. */
  readonly headers?: readonly string[] | undefined;
  /** Does it let any page read its answers (CORS)? If not, or if nobody knows, the helper asks. */
  readonly cors: boolean;
  /** An answer serves so long before it is asked again, ms. */
  readonly freshMs: number;
}

/**
 * What a service in the owner's home may be asked, by GET, at the address that he types. It is asked as miners are,
 * through the helper's guarded way into the house, and never through its way out.
 */
export type HomeDoor = Pick<UpstreamEndpoint, 'path' | 'query'>;

/**
 * Where a provider wants its key. A key in the query is put there by the helper: no address of ours ever holds one. One
 * in the body is put there by the source, which signs with it: it is `KEY:SECRET` then.
 */
export interface UpstreamKey {
  readonly place: 'header' | 'query' | 'body';
  readonly name: string;
  /** What stands before it: `Bearer `. */
  readonly prefix?: string | undefined;
  readonly required: boolean;
  /** It may be `KEY:SECRET`: the key is sent, the source signs with the secret, which goes nowhere. */
  readonly withSecret?: true | undefined;
  /** It is `USER:PASSWORD`: the helper logs in with it, and asks with the pass that it gets. */
  readonly login?: UpstreamLogin | undefined;
  /** Of the helper's environment, where the owner may keep it instead: `DAVYLAMP_KEY_ENTSOE`. */
  readonly env: string;
  /** Where the owner gets one. */
  readonly from: string;
}

/** Where a provider gives a pass for name and password: GET with HTTP Basic, which answers `{"token": …}`. */
export interface UpstreamLogin {
  readonly host: string;
  readonly path: string;
  /** A pass serves so long, ms. */
  readonly freshMs: number;
}

/** Does a host name belong to an endpoint? `*.` stands for exactly one label. */
export function hostMatches({ host }: Pick<UpstreamEndpoint, 'host'>, name: string): boolean {
  if (!host.startsWith('*.')) return host === name;
  const rest = host.slice(1);
  return name.endsWith(rest) && /^[a-z0-9-]+$/.test(name.slice(0, -rest.length));
}

/**
 * In a path: a slash, a backslash, a dot, a percent sign, a mark that begins a query, a fragment or a parameter, or a
 * control character in disguise. No name that we ask for has one; a provider that unwraps it before it looks at the path
 * would be led to another door: `/btc/..%2Fv2%2Fwithdraw`.
 */
const HIDDEN_STEP = /%(2[3ef5]|3[bf]|5c|[01][0-9a-f]|7f)/i;

/** The same by a code that is too long (`%C0%AE`, a dot to some), or by a wide letter that others fold into it. */
function hidesStep(pathname: string): boolean {
  if (!pathname.includes('%')) return false;
  if (HIDDEN_STEP.test(pathname)) return true;
  try {
    const name = decodeURIComponent(pathname);
    return /[./\\%?#;]/.test(name.replace(/[\0-\x7f]+/g, '').normalize('NFKC'));
  } catch {
    return true;
  }
}

/** In a query: what some servers take for the end of a value, and so for the beginning of another one. */
const HIDDEN_END = /;|%([01][0-9a-f]|7f)/i;

/** The endpoint of a provider that a request goes to; undefined where none allows it. */
export function endpointFor(
  { endpoints }: Pick<Upstream, 'endpoints'>,
  request: { readonly method: string; readonly host: string; readonly path: string },
): UpstreamEndpoint | undefined {
  if (!URL.canParse(request.path, 'https://host')) return undefined;
  const { pathname, search, searchParams } = new URL(request.path, 'https://host');
  if (hidesStep(pathname) || HIDDEN_END.test(search)) return undefined;
  const names = [...searchParams.keys()];
  // Of a name that stands there twice nobody knows which one a provider takes.
  if (new Set(names).size < names.length) return undefined;
  return endpoints.find(
    (endpoint) =>
      endpoint.method === request.method &&
      hostMatches(endpoint, request.host) &&
      // What the URL's own rules would turn into another path is not what was allowed.
      request.path.split('?', 1)[0] === pathname &&
      new RegExp(`^(?:${endpoint.path.source})$`).test(pathname) &&
      names.every((name) => endpoint.query?.includes(name)),
  );
}

/** May a service at home be asked that? Whether the address is one in the house the helper decides. */
export function allowsAtHome(
  { atHome }: Pick<Upstream, 'atHome'>,
  request: { readonly method: string; readonly host: string; readonly path: string },
): boolean {
  if (!atHome) return false;
  const door: UpstreamEndpoint = { ...atHome, host: request.host, method: 'GET', cors: false, freshMs: 0 };
  return endpointFor({ endpoints: [door] }, request) !== undefined;
}

/** May an endpoint be sent that body? */
export function allowsBody({ body }: Pick<UpstreamEndpoint, 'body'>, text: string): boolean {
  return body ? new RegExp(`^(?:${body.source})$`).test(text) : text === '';
}
