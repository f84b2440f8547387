import { createHash, timingSafeEqual } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { ProxyError } from './problem.ts';

/** What a request says about where it comes from. Header values, absent where the header is. */
export interface Caller {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  /** See {@link cameEncrypted}. */
  readonly encrypted: boolean;
}

/** Whose token a call carries. */
export type Identity = { readonly role: 'owner' } | { readonly role: 'device'; readonly deviceId: string };

/** Checks callers before anything else is done for them. */
export interface Guard {
  /** @throws ProxyError `unknown-host`: the page was reached under a name we do not know (DNS rebinding) */
  admitHost(caller: Pick<Caller, 'host' | 'encrypted'>): void;
  /** A page of our own, whoever has it open. @throws ProxyError `unknown-host`, `foreign-origin` */
  admitPage(caller: Caller): void;
  /** @throws ProxyError `unknown-host`, `foreign-origin`, `wrong-token` */
  admitCall(caller: Caller, token: string | undefined): Identity;
}

export interface GuardOptions {
  /** The owner's. */
  readonly token: string;
  readonly listensOn: string;
  readonly ownPort: () => number;
  /** With or without port. */
  readonly allowHosts: readonly string[];
  /** The device that a token belongs to, if it is one's. */
  readonly deviceOf: (token: string) => string | undefined;
  /** The door for the home network, where there is one: its port, and the names and addresses in its certificate. */
  readonly lan?: { readonly port: number; readonly names: readonly string[] } | undefined;
}

/** The names under which a browser on this computer reaches it. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** @param options read at each call: addresses of a home network change */
export function createGuard(options: () => GuardOptions): Guard {
  function admitHost({ host, encrypted }: Pick<Caller, 'host' | 'encrypted'>): void {
    const { listensOn, ownPort, allowHosts, lan } = options();
    const name = host?.toLowerCase() ?? '';
    const bare = bareName(name);
    const port = name === bare ? (encrypted ? 443 : 80) : Number(name.slice(bare.length + 1));
    if (encrypted) {
      if (lan?.names.includes(bare) && port === lan.port) return;
    } else {
      const own = [...LOOPBACK_NAMES, listensOn.includes(':') ? `[${listensOn}]` : listensOn];
      if (own.includes(bare) && port === ownPort()) return;
      const allowed = allowHosts.map((each) => each.toLowerCase());
      if (allowed.includes(name) || allowed.includes(bare)) return;
    }
    throw new ProxyError('unknown-host', 'open Davylamp under the address that npm start printed');
  }

  function admitPage(caller: Caller): void {
    admitHost(caller);
    if (!isSameOrigin(caller))
      throw new ProxyError('foreign-origin', 'only the page that this helper serves may call it');
  }

  return {
    admitHost,
    admitPage,
    admitCall(caller, given) {
      admitPage(caller);
      const { token, deviceOf } = options();
      if (given !== undefined) {
        // Digests have one length, so the comparison tells nothing about the token's.
        if (timingSafeEqual(digest(given), digest(token))) return { role: 'owner' };
        const deviceId = deviceOf(given);
        if (deviceId !== undefined) return { role: 'device', deviceId };
      }
      throw new ProxyError('wrong-token', 'the pairing token is missing or wrong');
    },
  };
}

/** Did a request come by HTTPS, to the door for the home network? */
export function cameEncrypted({ socket }: { readonly socket: unknown }): boolean {
  return socket instanceof TLSSocket;
}

/**
 * What the browser says decides, and it must say something: on loopback names and by HTTPS, which count as trustworthy,
 * browsers send `Sec-Fetch-Site` with every request (Fetch Metadata, section 2). By plain HTTP under another name a GET
 * carries neither header, and only the token vouches for it; no foreign page can send that without a preflight, which
 * is refused.
 */
function isSameOrigin({ host = '', origin, secFetchSite, encrypted }: Caller): boolean {
  if (origin === undefined && secFetchSite === undefined)
    return !encrypted && !isLoopbackName(bareName(host));
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return false;
  if (origin === undefined) return true;
  // A reverse proxy of the owner's may do HTTPS in front of the plain door; nobody can undo it behind ours.
  const fromHere = URL.canParse(origin) ? new URL(origin) : undefined;
  return (
    fromHere?.host === withoutUsualPort(host, encrypted) && (!encrypted || fromHere?.protocol === 'https:')
  );
}

/** `URL.host` leaves the usual port of HTTPS out, and so does a browser's `Host`. */
function withoutUsualPort(host: string, encrypted: boolean): string {
  const name = host.toLowerCase();
  return encrypted ? name.replace(/:443$/, '') : name;
}

function isLoopbackName(name: string): boolean {
  return LOOPBACK_NAMES.includes(name.toLowerCase());
}

/** A `Host` without its port. */
function bareName(host: string): string {
  return host.replace(/:\d+$/, '');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
