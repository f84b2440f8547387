/** A question that no helper may pass on, whatever runs it, and what it is told instead. */
export interface RefusedQuestion {
  readonly what: string;
  /** Behind `/api/upstream`, as it is sent: no client has tidied it. */
  readonly path: string;
  readonly init?: { readonly method: string; readonly body: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly told: string;
}

const PRICE = '/market/api.market.lan/v1/price';
const INFO = '/pool/eu.pool.lan/v2/info';
const OUT = 'forbidden-target';
const ODD = 'bad-request';

const places: readonly (readonly [what: string, path: string, told: string])[] = [
  ['a provider that is not on the list', '/evil/api.market.lan/v1/price', OUT],
  ['a name that every object has', '/constructor/api.market.lan/v1/price', OUT],
  ['a provider in capitals', '/MARKET/api.market.lan/v1/price', ODD],
  ['a host of another provider', '/market/token.energy.lan/api?zone=DE', OUT],
  ['a host below a listed one', '/pool/evil.eu.pool.lan/accounts/ann', OUT],
  ['a host that only ends alike', '/pool/evilpool.lan/accounts/ann', OUT],
  ['the host above the listed ones', '/pool/pool.lan/accounts/ann', OUT],
  ['a host without its first label', '/pool/.pool.lan/accounts/ann', OUT],
  ['the absolute form of a host', '/market/api.market.lan./v1/price', OUT],
  ['a host in capitals', '/market/API.market.lan/v1/price', ODD],
  ['another port', '/market/api.market.lan:8443/v1/price', OUT],
  ['the usual port by its number', '/market/api.market.lan:443/v1/price', OUT],
  ['a user in the host', '/market/ann@api.market.lan/v1/price', ODD],
  ['a fragment in the host', '/market/evil.lan%23.market.lan/v1/price', ODD],
  ['this computer', '/market/127.0.0.1/v1/price', OUT],
  ['this computer by IPv6', '/market/[::1]/v1/price', ODD],
  ['a device of the house', '/market/192.168.1.1/v1/price', OUT],
  ['no path', '/market/api.market.lan', ODD],
  ['no host', '/market', ODD],
];

const paths: readonly (readonly [what: string, path: string, told: string])[] = [
  ['another path', '/market/api.market.lan/v1/admin', OUT],
  ['a longer path', `${PRICE}/all`, OUT],
  ['a slash behind it', `${PRICE}/`, OUT],
  ['a slash twice', '/market/api.market.lan//v1/price', OUT],
  ['a slash twice within', '/market/api.market.lan/v1//price', OUT],
  ['other letters', '/market/api.market.lan/V1/Price', OUT],
  ['a slash in disguise', '/market/api.market.lan/v1%2Fprice', OUT],
  ['a letter in disguise', '/market/api.market.lan/v1/pric%65', OUT],
  ['a parameter of the path', `${PRICE};v=2`, OUT],
  ['a query in disguise', '/pool/eu.pool.lan/accounts/ann%3Fadmin=1', OUT],
  ['a parameter in disguise', '/pool/eu.pool.lan/accounts/ann%3Badmin', OUT],
  ['a fragment in disguise', '/pool/eu.pool.lan/accounts/ann%23', OUT],
  ['a step up in disguise', '/pool/eu.pool.lan/accounts/..%2Fv2', OUT],
  ['a step up in a double disguise', '/pool/eu.pool.lan/accounts/%252e%252e', OUT],
  ['a dot by an overlong code', '/pool/eu.pool.lan/accounts/%C0%AE%C0%AE', OUT],
  ['a wide dot', '/pool/eu.pool.lan/accounts/%EF%BC%8E', OUT],
  ['a backslash in disguise', '/pool/eu.pool.lan/accounts/..%5Cv2', OUT],
  ['a line break in disguise', '/pool/eu.pool.lan/accounts/ann%0d%0aHost:evil.lan', OUT],
  ['half an escape', '/pool/eu.pool.lan/accounts/ann%4', OUT],
  ['an address without end', `${PRICE}?ids=${'a'.repeat(9_000)}`, ODD],
];

const queries: readonly (readonly [what: string, path: string, told: string])[] = [
  ['a name that is not listed', `${PRICE}?callback=x`, OUT],
  ['a listed name in capitals', `${PRICE}?IDS=a`, OUT],
  ['a listed name as a list', `${PRICE}?ids[]=a`, OUT],
  ['a listed name twice', `${PRICE}?ids=a&ids=b`, OUT],
  ['the same twice, once in disguise', `${PRICE}?ids=a&%69ds=b`, OUT],
  ['no name', `${PRICE}?=a`, OUT],
  ['a second name behind a semicolon', `${PRICE}?ids=a;callback=x`, OUT],
  ['a line break', `${PRICE}?ids=a%0d%0aX-Own:1`, OUT],
  ['the end of a text', `${PRICE}?ids=a%00`, OUT],
  ['a method in place of the true one', `${PRICE}?_method=POST`, OUT],
  ['a key of the caller’s in the address', '/energy/token.energy.lan/api?securityToken=mine', OUT],
  ['the key’s name in disguise', '/energy/token.energy.lan/api?security%54oken=mine', OUT],
];

const post = (body: string, contentType = 'application/json') => ({
  init: { method: 'POST', body },
  headers: { 'content-type': contentType },
});

const bodies: readonly RefusedQuestion[] = [
  { what: 'a POST where a GET is listed', path: PRICE, ...post('{}'), told: OUT },
  { what: 'a GET where a POST is listed', path: INFO, told: OUT },
  { what: 'no body', path: INFO, ...post(''), told: OUT },
  { what: 'more than is listed', path: INFO, ...post('{"user":"ann","withdraw":true}'), told: OUT },
  { what: 'the same name twice', path: INFO, ...post('{"user":"ann","user":"bob"}'), told: OUT },
  { what: 'a second line', path: INFO, ...post('{"user":"ann"}\n{"user":"bob"}'), told: OUT },
  { what: 'a line break behind it', path: INFO, ...post('{"user":"ann"}\n'), told: OUT },
  { what: 'a list of questions', path: INFO, ...post('[{"user":"ann"}]'), told: OUT },
  { what: 'a letter in disguise', path: INFO, ...post('{"\\u0075ser":"ann"}'), told: OUT },
  { what: 'another type', path: INFO, ...post('{"user":"ann"}', 'text/xml'), told: ODD },
  {
    what: 'a type with another behind it',
    path: INFO,
    ...post('{"user":"ann"}', 'application/json, text/xml'),
    told: ODD,
  },
  { what: 'no text', path: INFO, ...post('{"user":"\u{fffe}"}'), told: OUT },
  { what: 'a body without end', path: INFO, ...post('x'.repeat(70_000)), told: ODD },
];

const forward = (value: string) => ({ 'x-davylamp-forward': value });
const ANN = '/pool/eu.pool.lan/accounts/ann';

const headers: readonly RefusedQuestion[] = [
  ['a host of its own', '{"host":"evil.lan"}', OUT],
  ['a cookie', '{"Cookie":"a=b"}', OUT],
  ['a key past the row', '{"authorization":"Bearer x"}', OUT],
  ['another method', '{"x-http-method-override":"DELETE"}', OUT],
  ['a name with a line break', '{"x-signature\\r\\nhost":"evil.lan"}', OUT],
  ['a value with a line break', '{"x-signature":"a\\r\\nhost: evil.lan"}', ODD],
  ['a list', '["x-signature"]', ODD],
  ['a value that is no text', '{"x-signature":{}}', ODD],
  ['half of it', '{"x-signature":', ODD],
].map(([what = '', value = '', told = '']) => ({ what, path: ANN, headers: forward(value), told }));

/** Questions that must not reach any provider. */
export const REFUSED_QUESTIONS: readonly RefusedQuestion[] = [
  ...[...places, ...paths, ...queries].map(([what, path, told]) => ({ what, path, told })),
  ...bodies.map((each) => ({ ...each, what: `body: ${each.what}` })),
  ...headers.map((each) => ({ ...each, what: `header: ${each.what}` })),
];

/**
 * What a client, a server or a runtime may tidy before we see it: each is refused, or asks what is listed and nothing
 * else.
 */
export const TIDIED_PATHS: readonly string[] = [
  '/market/api.market.lan/v1/./price',
  '/market/api.market.lan/v1/x/../price',
  '/market/api.market.lan/v1/%2e/price',
  '/market/api.market.lan/v1/x/%2e%2e/price',
  '/market/api.market.lan/v1/x/.%2E/price',
  '/market/api.market.lan/v1\\price',
  '/market\\api.market.lan/v1/price',
  '/../upstream/market/api.market.lan/v1/price',
  '/market/api.market.lan/v1/price?',
  '/market/api.market.lan/v1/price?&&',
  '/market/api.market.lan/v1/price?ids=a#/../admin',
];

/** How a provider may answer ill: `location` is where it sends us, with a key in our hands. */
export interface RefusedReply {
  readonly what: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly told: string;
}

const redirects: readonly (readonly [what: string, location: string])[] = [
  ['another host', 'https://evil.lan/accounts/ann'],
  ['a sister of the host', 'https://us.pool.lan/accounts/ann'],
  ['this computer', 'https://127.0.0.1/accounts/ann'],
  ['a device of the house', 'https://192.168.1.1/accounts/ann'],
  ['the clear', 'http://eu.pool.lan/accounts/ann'],
  ['another port', 'https://eu.pool.lan:8443/accounts/ann'],
  ['another door of the same host', '/v2/info'],
  ['a step up in disguise', '/accounts/..%2Fv2%2Finfo'],
  ['a query that is not listed', '/accounts/ann?next=x'],
  ['a user', 'https://ann:pw@eu.pool.lan/accounts/ann'],
  ['no address', 'https://'],
  ['a script', 'javascript:alert(1)'],
  ['itself', '/accounts/ann'],
];

export const REFUSED_REPLIES: readonly RefusedReply[] = [
  ...redirects.map(([to, location]) => ({
    what: `a redirect to ${to}`,
    status: 302,
    headers: { location },
    told: 'bad-redirect',
  })),
  { what: 'a redirect to nowhere', status: 302, headers: {}, told: 'bad-redirect' },
  { what: '“not modified”, unasked', status: 304, headers: {}, told: 'bad-reply' },
  {
    what: 'an answer without end',
    status: 200,
    headers: {},
    body: 'x'.repeat(5_000_000),
    told: 'too-large',
  },
];
