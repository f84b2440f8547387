import type { Upstream } from '../upstream.ts';

export const marketUpstreams: readonly Upstream[] = [];
