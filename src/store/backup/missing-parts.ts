import type { Tier } from '../telemetry-schema.ts';
import { SPAN_MS } from '../telemetry-schema.ts';
import type { BackupPart } from './backup-contents.ts';

/** What of a backup could not be restored. */
export interface MissingParts {
  /** Stretches of one miner in one tier, oldest first: epoch ms, [fromMs, toMs). */
  readonly stretches: readonly MissingStretch[];
  /** Tables of which some or all rows are missing. */
  readonly tables: readonly string[];
  /** The last minutes before the backup, which were not folded yet. */
  readonly latest: boolean;
}

export interface MissingStretch {
  readonly entity: string;
  readonly tier: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Parts in words that an owner has use for: neighbouring segments of a miner become one stretch. */
export function missingParts(parts: readonly BackupPart[]): MissingParts {
  const tables = new Set<string>();
  const stretches: MissingStretch[] = [];
  let latest = false;
  for (const part of parts) {
    if (part.kind === 'table') tables.add(part.table);
    if (part.kind === 'tail') latest = true;
    if (part.kind !== 'segment') continue;
    const { entity, tier, startMs } = part;
    const toMs = startMs + spanMs(tier);
    const last = stretches.at(-1);
    if (last && last.entity === entity && last.tier === tier && last.toMs === startMs)
      stretches[stretches.length - 1] = { ...last, toMs };
    else stretches.push({ entity, tier, fromMs: startMs, toMs });
  }
  return { stretches, tables: [...tables], latest };
}

function spanMs(tier: string): number {
  return isTier(tier) ? SPAN_MS[tier] : 0;
}

/** Is this a tier that is known here? */
export function isTier(tier: string): tier is Tier {
  return tier in SPAN_MS;
}
