import type { Upstream } from '../upstream.ts';

export const carbonUpstreams: readonly Upstream[] = [];
