import type { Pool } from './pool.ts';

/**
 * The pool of the catalogue that a Stratum address belongs to. `<region>` and its like stand for any word; what stands
 * before the catalogue's host is a place or another door of the same pool. A house's own pool is none of it.
 */
export function poolOfUrl(url: string, pools: readonly Pool[]): Pool | undefined {
  const host = hostOfUrl(url);
  return pools.find(({ hosts }) => hosts.some((each) => isAt(host, each.host)));
}

/** `stratum+tcp://eu.pool.example:3333` → `eu.pool.example`; empty for what is no address. */
export function hostOfUrl(url: string): string {
  return /^(?:[a-z0-9+.]+:\/\/)?([^/:]+)/.exec(url.toLowerCase())?.[1] ?? '';
}

function isAt(host: string, template: string): boolean {
  if (template === '<own host>') return false;
  const words = template.replaceAll('.', '\\.').replaceAll(/<[a-z]+>/g, '[a-z0-9-]+');
  return new RegExp(`(^|\\.)${words}$`).test(host);
}
