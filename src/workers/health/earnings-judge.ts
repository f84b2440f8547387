import type { OwnerLog } from '../../domain/health/owner-log.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { findingCauses } from '../../insight/cause/causes-behind.ts';
import {
  type AccountDays,
  accountKey,
  type EarningsPast,
  judgeEarnings,
  readEarnings,
  watchedAccounts,
} from '../../insight/health/earnings-past.ts';
import type { JudgedPast } from '../../insight/health/judged-past.ts';
import { auditAccounts } from '../audit-account.ts';
import { repairedTelemetry } from '../repaired-buckets.ts';
import { type AccountDayPorts, accountDays } from './account-days.ts';
import type { HealthEntities } from './place-now.ts';
import type { Slices } from './slices.ts';

export interface EarningsPorts extends AccountDayPorts {
  readonly entities: HealthEntities;
  /** What sources told last; none where no source is on. */
  readonly figures: () => Promise<SourcesView['figures']>;
}

/**
 * Holds what pools credited against what the miners told of their rate, for each day that has come since; in the tab that
 * leads. Days are few, so all of an account's are judged at once.
 * @throws StoreError; the signal's reason of the slices
 */
export async function judgePay(
  judged: JudgedPast,
  log: OwnerLog,
  ports: EarningsPorts,
  slices: Slices,
): Promise<void> {
  const { entities, view } = ports;
  const figures = await ports.figures();
  const telemetry = { buckets: repairedTelemetry(ports.telemetry, entities.repairs).buckets };
  const before = readEarnings(await entities.health.kept('health-earnings'));
  const accounts: AccountDays[] = [];
  for (const account of auditAccounts(figures, ports.nowMs())) {
    const judgedToMs = before.accounts[accountKey(account)]?.toMs ?? 0;
    accounts.push(await accountDays(account, judgedToMs, figures, { ...ports, telemetry }));
    await slices.turn();
  }
  const facts = {
    falseAlarmsPerMonth: view().settings.falseAlarmsPerMonth,
    accounts: watchedAccounts(before, accounts),
    calledFalse: new Set(Object.keys(log.verdicts).filter((id) => log.verdicts[id] === 'false-alarm')),
  };
  let past = before;
  for (const account of accounts) {
    past = judgeEarnings(past, account, facts);
    await slices.turn();
  }
  past = await explained(past, judged, slices);
  if (JSON.stringify(past) !== JSON.stringify(before)) await entities.health.keep('health-earnings', past);
}

/** With the causes of what stands and has none yet. */
async function explained(past: EarningsPast, judged: JudgedPast, slices: Slices): Promise<EarningsPast> {
  const book = [];
  for (const booked of past.book) {
    const isDone = booked.endedAtMs !== undefined || booked.causesAtMs !== undefined;
    if (isDone) {
      book.push(booked);
      continue;
    }
    const causes = await slices.run(findingCauses(booked.finding, judged.watch, [], () => 'small'));
    book.push({ ...booked, causes, causesAtMs: judged.toMs });
  }
  return { ...past, book };
}
