import { endpointFor, type Upstream } from '../../src/domain/upstream.ts';
import type { SourceRequest } from '../../src/sources/source.ts';

/** Does the row of its provider allow the request? */
export function isAllowed(upstreams: readonly Upstream[], request: SourceRequest): boolean {
  const { provider, method = 'GET', host, path } = request;
  const upstream = upstreams.find(({ id }) => id === provider);
  return upstream !== undefined && endpointFor(upstream, { method, host, path }) !== undefined;
}
