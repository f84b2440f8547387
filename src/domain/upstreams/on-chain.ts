import type { Upstream } from '../upstream.ts';

export const onChainUpstreams: readonly Upstream[] = [];
