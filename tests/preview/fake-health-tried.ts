import type { TriedRepair } from '../../src/domain/health/health-report.ts';
import type { MaintenanceEvent } from '../../src/domain/health/maintenance.ts';

const DAY_MS = 86_400_000;

/** What came of the repairs of {@link fakeTried}, by their entries of the log. */
export const FAKE_OUTCOMES: Readonly<Record<string, Pick<TriedRepair, 'outcome' | 'because'>>> = {
  'tried-small': { outcome: 'undecided', because: 'too-small' },
  'tried-overtaken': { outcome: 'undecided', because: 'changed-meanwhile' },
  'tried-in-vain': { outcome: 'refuted' },
  'tried-over': { outcome: 'undecided', because: 'too-small' },
  'tried-well': { outcome: 'confirmed' },
};

/** Work on what the fake watch finds, newest first: on the dust, the worn fan, and the sag that is over. */
export function fakeTried(nowMs: number): readonly MaintenanceEvent[] {
  const work = (id: string, minerId: string, kind: MaintenanceEvent['kind'], daysAgo: number) =>
    ({ id, minerId, kind, atMs: nowMs - daysAgo * DAY_MS, told: 'hand' }) as const;
  return [
    work('tried-overtaken', 'e5', 'cleaned', 6),
    work('tried-in-vain', 'e5', 'fan-replaced', 6.5),
    work('tried-small', 'b2', 'cleaned', 14.5),
    work('tried-over', 'f6', 'supply-replaced', 23.5),
    work('tried-well', 'f6', 'supply-replaced', 24),
  ];
}
