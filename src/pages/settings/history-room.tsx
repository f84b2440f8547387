import { Index, Show } from 'solid-js';
import type { StorageReport } from '../../domain/fleet-view.ts';
import {
  BUDGET_MB,
  HISTORY_TIERS,
  nextToGo,
  type Thinning,
  type TierReport,
} from '../../domain/retention.ts';
import type { Settings } from '../../domain/settings.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import { useFleet } from '../fleet-context.ts';
import type { SettingsChange } from './create-settings.ts';
import styles from './settings-page.module.css';

/** The last times that are told. */
const TOLD = 3;

/** How much history lies here in which fineness, what it may take, what goes next and what went. */
export function HistoryRoom(props: {
  readonly report: StorageReport;
  readonly settings: Settings;
  readonly onKeep: (change: SettingsChange) => void;
}) {
  const words = text.storage;
  const fleet = useFleet();
  const held = () => props.report.tiers.reduce((sum, { bytes }) => sum + bytes, 0);
  const isOver = () => held() > (props.settings.historyMb ?? Number.POSITIVE_INFINITY) * 1e6;
  const next = () => {
    const { tier, goesAtMs } = nextToGo(props.report.tiers) ?? {};
    if (!tier || goesAtMs === undefined) return '';
    return goesAtMs <= fleet.nowMs() ? words.nextDue(tier) : words.next(tier, formatDay(goesAtMs));
  };
  return (
    <>
      <h3>{words.history}</h3>
      <Facts facts={props.report.tiers.map((each) => [words.tiers[each.tier], holds(each)] as const)} />
      <p class={styles.hint}>{words.kept}</p>
      <p class={styles.hint}>{next()}</p>
      <NumberField
        label={words.budget}
        hint={words.budgetHint}
        unit={words.budgetUnit}
        placeholder={words.budgetNone}
        value={props.settings.historyMb}
        notANumber={text.notANumber}
        check={budgetProblem}
        optional
        onCommit={(historyMb) => props.onKeep({ historyMb })}
      />
      <Show when={isOver()}>
        <Notice tone="watch">{words.overBudget(formatBytes(held()))}</Notice>
      </Show>
      <Index each={props.report.thinnings.slice(0, TOLD)}>
        {(thinning) => <p class={styles.hint}>{thinned(thinning())}</p>}
      </Index>
    </>
  );
}

function holds({ bytes, oldestAtMs }: TierReport): string {
  const words = text.storage;
  return oldestAtMs === undefined
    ? words.tierEmpty
    : words.tierHolds(formatBytes(bytes), formatDay(oldestAtMs));
}

function thinned({ atMs, freedBytes, reason, untilMs }: Thinning): string {
  const words = text.storage;
  const tiers = HISTORY_TIERS.flatMap((tier) => {
    const until = untilMs[tier];
    return until === undefined ? [] : [words.thinnedTier(tier, formatDay(until))];
  });
  return `${words.thinned(formatDay(atMs), formatBytes(freedBytes), reason)}: ${tiers.join(', ')}.`;
}

function budgetProblem(megabytes: number): string | undefined {
  if (megabytes < BUDGET_MB.least) return text.storage.budgetTooSmall(BUDGET_MB.least);
  return megabytes > BUDGET_MB.greatest
    ? text.storage.budgetTooGreat(formatCount(BUDGET_MB.greatest))
    : undefined;
}
