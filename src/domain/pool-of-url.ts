import type { Pool } from './pool.ts';

/**
 * The pool of the catalogue that a Stratum address belongs to. `<region>` and its like stand for any word; what stands
 * before the catalogue's host is a place or another door of the same pool. A pool has more doors than any list of them
 * (`btc.viabtc.io`, `btc-eu.f2pool.com`): one under its domain is its own, but for those of solo mining
 * (`solo.braiins.com`), which pay otherwise. A house's own pool is none of it.
 */
export function poolOfUrl(url: string, pools: readonly Pool[]): Pool | undefined {
  const host = hostOfUrl(url);
  const listed = pools.find(({ hosts }) => hosts.some((each) => isAt(host, each.host)));
  if (listed || /(^|[.-])solo/.test(host)) return listed;
  const domain = domainOf(host);
  return domain === undefined
    ? undefined
    : pools.find(({ hosts }) => hosts.some((each) => domainOf(each.host) === domain));
}

/** `stratum+tcp://eu.pool.example:3333` → `eu.pool.example`; empty for what is no address. */
export function hostOfUrl(url: string): string {
  return /^(?:[a-z0-9+.]+:\/\/)?([^/:]+)/.exec(url.toLowerCase())?.[1] ?? '';
}

/** `btc.viabtc.io` → `viabtc.io`; undefined for a name of one word, for an IP address, and for a template of one's own. */
function domainOf(host: string): string | undefined {
  return /(?:^|\.)([a-z0-9-]+\.[a-z][a-z0-9-]*)$/.exec(host)?.[1];
}

function isAt(host: string, template: string): boolean {
  if (template === '<own host>') return false;
  const words = template.replaceAll('.', '\\.').replaceAll(/<[a-z]+>/g, '[a-z0-9-]+');
  return new RegExp(`(^|\\.)${words}$`).test(host);
}
