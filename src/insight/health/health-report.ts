import type { Alert } from '../../domain/alert.ts';
import type { CauseRanking } from '../../domain/health/cause.ts';
import type { HealthFinding, HealthReport } from '../../domain/health/health-report.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';
import { nextChecks } from '../cause/check.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import { alarmMeter } from './alarm-meter.ts';
import { type EarningsPast, NO_EARNINGS } from './earnings-past.ts';
import type { BookedFinding } from './finding-book.ts';
import type { MinerMoney } from './finding-cost.ts';
import { type FindingGroup, shownOf, surest } from './finding-groups.ts';
import { compareSeverity, mayTrip, severityOf } from './finding-severity.ts';
import { healthStrip } from './health-strip.ts';
import type { JudgedPast } from './judged-past.ts';
import { knownVerdicts } from './known-verdicts.ts';
import { learningOf } from './miner-learning.ts';
import { type InferredWork, offeredWork } from './offered-work.ts';
import { isSameLoss, type OneTrouble, oneTroubles } from './one-trouble.ts';
import { firstCalls } from './rule-calls.ts';
import { triedRepairs } from './tried-repairs.ts';
import { troubleCost } from './trouble-cost.ts';

/** What a report says besides what the watch remembers. */
export interface ReportFacts {
  /** In the order in which the owner sees them. */
  readonly miners: readonly ReportedMiner[];
  readonly log: OwnerLog;
  readonly falseAlarmsPerMonth: number;
  /** What an hour of the owner's work counts. */
  readonly perWorkHour: number;
  /** Work that the readings show, and that its owner may not have written down. */
  readonly inferred?: InferredWork | undefined;
  /** What the pay of pools came to; absent where nobody holds it against the hashrate. */
  readonly earnings?: EarningsPast | undefined;
  /** Alerts that stood since the watch has judged, or within the last 30 days. */
  readonly alerts: readonly Alert[];
}

export interface ReportedMiner {
  readonly id: string;
  readonly size: MachineSize;
  readonly money: MinerMoney;
  /** From where on the heat of its chips is worth a word, °C; absent where nobody knows. */
  readonly hotFromC?: number | undefined;
}

/** So many findings that have ended are told of. */
const MOST_ENDED = 100;

/** What the watch has found so far, in the owner's terms. What is to be expected, and done, is worked out from it. */
export function healthReport(judged: JudgedPast, given: ReportFacts): HealthReport {
  const verdicts = knownVerdicts(given.log.verdicts, given.alerts);
  const facts = { ...given, log: { ...given.log, verdicts } };
  const { accounts, book } = facts.earnings ?? NO_EARNINGS;
  const past = { ...judged, book: [...judged.book, ...book], raised: judged.raised + book.length };
  const ids = facts.miners.map(({ id }) => id);
  const present = past.book.filter(
    ({ finding }) => finding.minerId === undefined || ids.includes(finding.minerId),
  );
  const findings = oneTroubles(present).map((trouble) => healthFinding(trouble, past, facts));
  const alerts = facts.alerts.filter(({ id }) => verdicts[id] !== 'false-alarm');
  const standing = findings.filter(({ endedAtMs }) => endedAtMs === undefined).sort(worstFirst);
  const ended = findings
    .filter(({ endedAtMs }) => endedAtMs !== undefined)
    .sort((one, other) => (other.endedAtMs ?? 0) - (one.endedAtMs ?? 0));
  return {
    fromMs: past.fromMs,
    judgedToMs: past.fromMs === undefined ? undefined : past.toMs,
    findings: [...standing, ...ended.slice(0, MOST_ENDED)],
    strip: healthStrip(past, ids, findings, alerts),
    learning: ids.map((id) => learningOf(id, past.watch.miners[id])),
    budget: alarmMeter(past, verdicts, facts.alerts, facts.falseAlarmsPerMonth),
    outlooks: [],
    plan: [],
    left: [],
    partsUnpriced: false,
    earnings: Object.values(accounts).map(({ watch: _, ...watched }) => watched),
    offered: offeredWork(facts.inferred ?? {}, facts.log),
    log: facts.log.events.toSorted((one, other) => other.atMs - one.atMs),
  };
}

function healthFinding(
  { group, consequences }: OneTrouble,
  past: JudgedPast,
  facts: ReportFacts,
): HealthFinding {
  const [first] = group;
  const shown = shownOf(group);
  const endedAtMs = endOf([...group, ...consequences.filter(isSameLoss)]);
  const beside =
    endedAtMs === undefined ? consequences.filter((each) => each.endedAtMs === undefined) : consequences;
  const worst = surest(shown);
  const { minerId: _, ...found } = worst.finding;
  const minerIds = concerned(shown, facts.miners, past);
  const miners = facts.miners.filter(({ id }) => minerIds.includes(id));
  const sinceMs = Math.min(...shown.map(({ finding }) => finding.sinceMs));
  const causes = causesOf(group);
  const cost = troubleCost(shown, beside, miners);
  const isHot = miners.some((miner) => hasHotChips(miner, past));
  return {
    ...found,
    sinceMs,
    evidence: evidenceOf(worst, beside),
    id: first.id,
    minerIds,
    severity: severityOf(found.trouble, { isHot, costPerDay: cost, perWorkHour: facts.perWorkHour }),
    foundAtMs: first.foundAtMs,
    endedAtMs,
    causes,
    checks: causes ? nextChecks(causes.causes, pricesOf(miners, facts)) : [],
    costPerDay: cost,
    byFixedRules: firstCalls(past.rules, minerIds, sinceMs, endedAtMs ?? past.toMs),
    repairs: triedRepairs(group, facts.log.events, past),
    verdict: facts.log.verdicts[first.id],
  };
}

/** When the last of them ended; undefined while one stands. */
function endOf(all: readonly BookedFinding[]): number | undefined {
  const standing = all.some(({ endedAtMs }) => endedAtMs === undefined);
  return standing ? undefined : Math.max(...all.map(({ endedAtMs = 0 }) => endedAtMs));
}

/** What it was found by, and each further figure that shows what it brought about, once. */
function evidenceOf(
  { finding }: BookedFinding,
  consequences: readonly BookedFinding[],
): HealthFinding['evidence'] {
  const evidence = [...finding.evidence];
  for (const { finding: other } of consequences)
    for (const each of other.evidence)
      if (!evidence.some(({ figure }) => figure === each.figure))
        evidence.push({ ...each, consequence: other.trouble });
  return evidence;
}

/** Those that were ranked last. */
function causesOf(group: FindingGroup): CauseRanking | undefined {
  return group.reduce((last, each) => ((each.causesAtMs ?? 0) > (last.causesAtMs ?? 0) ? each : last)).causes;
}

/** What concerns the place concerns all of it that was ever heard: who has not answered yet only waits. */
function concerned(
  group: readonly BookedFinding[],
  miners: readonly ReportedMiner[],
  { heard }: Pick<JudgedPast, 'heard'>,
): readonly string[] {
  const ofAccount = group.flatMap(({ finding }) => finding.account?.minerIds ?? []);
  if (ofAccount.length > 0) return ofAccount.filter((each) => miners.some(({ id }) => id === each));
  if (group.some(({ finding }) => finding.minerId === undefined))
    return miners.map(({ id }) => id).filter((id) => heard[id] !== undefined);
  return group.flatMap(({ finding }) => finding.minerId ?? []);
}

/** A check stops one miner at a time; where several are concerned, the one that earns least. */
function pricesOf(miners: readonly ReportedMiner[], { perWorkHour }: ReportFacts) {
  const perHour = miners.map(({ money }) => earnsPerHour(money));
  return { perWorkHour, perMinerHour: perHour.length > 0 ? Math.min(...perHour) : 0 };
}

/** Less its power; what is not known counts for nothing. */
function earnsPerHour({ revenuePerDay = 0, powerW = 0, pricePerKwh = 0 }: MinerMoney): number {
  return revenuePerDay / 24 - (powerW / 1000) * pricePerKwh;
}

function hasHotChips({ id, hotFromC }: ReportedMiner, { rules }: JudgedPast): boolean {
  const chipC = rules.before[id]?.[0]?.chipC;
  return hotFromC !== undefined && chipC !== undefined && chipC >= hotFromC;
}

function worstFirst(one: HealthFinding, other: HealthFinding): number {
  return (
    compareSeverity(other.severity, one.severity) ||
    Number(mayTrip(other.trouble)) - Number(mayTrip(one.trouble)) ||
    (other.costPerDay?.value ?? 0) - (one.costPerDay?.value ?? 0) ||
    other.foundAtMs - one.foundAtMs
  );
}
