import type { Upstream } from '../upstream.ts';

export const sentimentUpstreams: readonly Upstream[] = [];
