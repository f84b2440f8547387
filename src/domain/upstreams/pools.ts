import type { Upstream } from '../upstream.ts';

export const poolsUpstreams: readonly Upstream[] = [];
