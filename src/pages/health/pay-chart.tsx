import { createMemo } from 'solid-js';
import type { AccountShortfall } from '../../domain/health/watch-finding.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartMark, ChartSeries } from '../../ui/chart/chart-data.ts';
import { healthPay as text } from '../../ui/text/en/health-pay.ts';
import { useFleet } from '../fleet-context.ts';
import { coinSum } from '../pay/audit-words.ts';
import type { ShownMoney } from '../pay/shown-money.ts';
import { accountName } from './earnings-words.ts';
import { evidenceRange } from './evidence-range.ts';
import { type FindingInView, shadeOf } from './finding-chart.tsx';
import { daysWithin, payColumns } from './pay-columns.ts';
import { PayTable } from './pay-table.tsx';
import { coinUnit, paySummary } from './pay-words.ts';

/** Pay comes by the day: of fewer before a drop nobody sees what was usual. */
const LEAST_BEFORE_MS = 7 * 86_400_000;

/** What a pool credited by the day, beside what was expected of each, as the watch judged them; around a finding. */
export function PayChart(props: {
  readonly shown: FindingInView;
  readonly account: AccountShortfall;
  readonly money: ShownMoney;
}) {
  const { nowMs } = useFleet();
  const finding = () => props.shown.finding;
  const range = createMemo(
    () => evidenceRange(finding().sinceMs, finding().endedAtMs, nowMs(), LEAST_BEFORE_MS),
    undefined,
    { equals: (a, b) => a.fromMs === b.fromMs && a.toMs === b.toMs },
  );
  const days = createMemo(() => {
    const { provider, coin } = props.account;
    const watched = props.shown.earnings.find((each) => each.provider === provider && each.coin === coin);
    return daysWithin(watched?.judged ?? [], range());
  });
  const columns = createMemo(() => payColumns(days()));
  const label = () => text.label(accountName(props.account));
  const format = (coins: number) => coinSum(coins, props.account.coin, props.money);
  const formatLimit = (coins: number) => coinSum(coins, props.account.coin);
  const line = (key: string, name: string, values: Float64Array): ChartSeries => ({
    key,
    label: name,
    axis: 'left',
    values,
    fromZero: true,
    unitFor: (largest) => coinUnit(props.account.coin, largest),
    format,
  });
  const series = createMemo(() => [
    line('credited', text.credited, columns().credited),
    line('expected', text.expected, columns().expected),
    line('tolerated', text.tolerated, columns().tolerated),
  ]);
  const beside = createMemo(() => [
    line('low', text.likelyFrom, columns().low),
    line('high', text.likelyTo, columns().high),
  ]);
  const bands = createMemo(() => [
    { label: text.likely, axis: 'left' as const, low: columns().low, high: columns().high },
  ]);
  const marks = createMemo((): readonly ChartMark[] => [
    { key: 'began', atMs: finding().sinceMs, label: text.began },
    { key: 'found', atMs: finding().foundAtMs, label: text.found },
  ]);
  const spans = createMemo(() => [
    { fromMs: finding().sinceMs, toMs: finding().endedAtMs, ...shadeOf(finding()) },
  ]);
  return (
    <Chart
      label={label()}
      atMs={columns().atMs}
      series={series()}
      toldBeside={beside()}
      bands={bands()}
      marks={marks()}
      spans={spans()}
      range={range()}
      summary={paySummary(days(), finding(), format)}
      table={<PayTable label={label()} days={days()} format={format} formatLimit={formatLimit} />}
      empty={text.empty}
    />
  );
}
