import type { Upstream } from '../upstream.ts';

export const networkUpstreams: readonly Upstream[] = [];
