import type { SourcesView } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { UPSTREAMS, upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { formatAge } from '../../ui/format/age.ts';
import { sources as text } from '../../ui/text/en/sources.ts';

/** An address outside of the house, and when it was asked. */
export interface ListedHost {
  readonly host: string;
  readonly words: string;
}

/** Every address that may be asked now, and every one that was before its provider was switched off, by name. */
export function hostsInView({ sources }: SourcesView, nowMs: number): readonly ListedHost[] {
  const asked = new Map<string, number>();
  for (const { choice, hosts = {} } of Object.values(sources)) {
    // The owner's own node is not over the internet.
    if (upstreamOf(choice.id)?.atHome) continue;
    for (const [host, atMs] of Object.entries(hosts)) asked.set(host, Math.max(asked.get(host) ?? 0, atMs));
  }
  const mayBeAsked = new Set(
    UPSTREAMS.filter(({ id, atHome }) => !atHome && sources[id]?.choice.enabled).flatMap((upstream) => {
      const known = Object.keys(sources[upstream.id]?.hosts ?? {});
      // One of a family of names is told by its own once it was asked.
      return [...hostsOf(upstream).filter((host) => !host.startsWith('*.') || known.length === 0), ...known];
    }),
  );
  const words = (host: string): string => {
    const atMs = asked.get(host);
    if (atMs === undefined) return text.hosts.notYet;
    const age = formatAge(nowMs - atMs);
    return mayBeAsked.has(host) ? text.hosts.asked(age) : text.hosts.before(age);
  };
  return [...new Set([...mayBeAsked, ...asked.keys()])].sort().map((host) => ({ host, words: words(host) }));
}

/** The names that a provider is asked at, each once. */
export function hostsOf({
  endpoints,
  sockets = [],
}: Pick<Upstream, 'endpoints' | 'sockets'>): readonly string[] {
  return [
    ...new Set([...endpoints.map(({ host }) => host), ...sockets.map((socket) => new URL(socket).host)]),
  ];
}
