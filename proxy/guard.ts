import { createHash, timingSafeEqual } from 'node:crypto';
import { ProxyError } from './problem.ts';

/** What a request says about where it comes from. Header values, absent where the header is. */
interface Caller {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

/** Checks callers before anything else is done for them. */
export interface Guard {
  /** @throws ProxyError `unknown-host`: the page was reached under a name we do not know (DNS rebinding) */
  admitHost(host: string | undefined): void;
  /** @throws ProxyError `unknown-host`, `foreign-origin`, `wrong-token` */
  admitCall(caller: Caller, token: string | undefined): void;
}

export interface GuardOptions {
  readonly token: string;
  readonly listensOn: string;
  readonly ownPort: () => number;
  /** With or without port. */
  readonly allowHosts: readonly string[];
}

/** The names under which a browser on this computer reaches it. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

export function createGuard({ token, listensOn, ownPort, allowHosts }: GuardOptions): Guard {
  const expected = digest(token);
  const allowed = new Set(allowHosts.map((name) => name.toLowerCase()));
  const own = new Set([...LOOPBACK_NAMES, listensOn.includes(':') ? `[${listensOn}]` : listensOn]);

  function admitHost(host: string | undefined): void {
    const name = host?.toLowerCase() ?? '';
    const bare = bareName(name);
    const port = name === bare ? 80 : Number(name.slice(bare.length + 1));
    if (own.has(bare) && port === ownPort()) return;
    if (allowed.has(name) || allowed.has(bare)) return;
    throw new ProxyError('unknown-host', 'open Davylamp under the address that npm start printed');
  }

  return {
    admitHost,
    admitCall(caller, given) {
      admitHost(caller.host);
      if (!isSameOrigin(caller))
        throw new ProxyError('foreign-origin', 'only the page that this helper serves may call it');
      // Digests have one length, so the comparison tells nothing about the token's.
      if (given === undefined || !timingSafeEqual(digest(given), expected)) {
        throw new ProxyError('wrong-token', 'the pairing token is missing or wrong');
      }
    },
  };
}

/**
 * What the browser says decides, and it must say something: on loopback names, which count as trustworthy, browsers send
 * `Sec-Fetch-Site` with every request (Fetch Metadata, section 2). By plain HTTP under another name a GET carries
 * neither header, and only the token vouches for it; no foreign page can send that without a preflight, which is refused.
 */
function isSameOrigin({ host = '', origin, secFetchSite }: Caller): boolean {
  if (origin === undefined && secFetchSite === undefined) return !isLoopbackName(bareName(host));
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return false;
  return origin === undefined || hostOf(origin) === host.toLowerCase();
}

function isLoopbackName(name: string): boolean {
  return LOOPBACK_NAMES.includes(name.toLowerCase());
}

/** A `Host` without its port. */
function bareName(host: string): string {
  return host.replace(/:\d+$/, '');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
