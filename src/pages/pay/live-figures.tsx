import { Index, Show } from 'solid-js';
import { type FreshnessKind, freshnessOf } from '../../domain/freshness.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { OutsideFigure, OutsideMarket, WorkWorth } from '../../domain/outside-market.ts';
import { formatAge } from '../../ui/format/age.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { profit as text } from '../../ui/text/en/profit.ts';
import styles from './live-figures.module.css';
import type { ShownMoney } from './shown-money.ts';
import { toldBy } from './told-by.ts';
import { type ShaUnit, workPrice, workUnit } from './work-unit.ts';

interface LiveProps {
  readonly outside: OutsideMarket;
  readonly shown: ShownMoney;
  readonly sha: ShaUnit;
  /** Rates of the counted miners by algorithm: the unit of other work than SHA-256 follows them. */
  readonly ratesHs: ReadonlyMap<Algorithm, number>;
  readonly nowMs: number;
}

interface LiveLine {
  readonly name: string;
  readonly figure: string;
  readonly told: string;
  readonly fresh: boolean;
}

/** What sources tell of the worth of work and of bitcoin, with who told it and how long ago. */
export function LiveFigures(props: LiveProps) {
  return (
    <Show when={linesOf(props).length > 0}>
      <dl class={styles.figures} aria-label={text.live.label}>
        <Index each={linesOf(props)}>
          {(line) => (
            <div class={styles.figure} data-fresh={line().fresh}>
              <dt>{line().name}</dt>
              <dd class={styles.amount}>{line().figure}</dd>
              <dd class={styles.told}>{line().told}</dd>
            </div>
          )}
        </Index>
      </dl>
      <p class={styles.told}>{text.live.beforeFee}</p>
    </Show>
  );
}

function linesOf(props: LiveProps): readonly LiveLine[] {
  const { outside, shown } = props;
  const works = Object.entries(outside.work) as readonly [Algorithm, WorkWorth][];
  const { btcPrice } = outside;
  return [
    ...works.map(([algorithm, worth]) => workLine(algorithm, worth, props)),
    ...(btcPrice
      ? [
          {
            name: text.live.bitcoin,
            figure: formatMoney(btcPrice.value, { currency: shown.currency, decimals: 0 }),
            ...toldLine(btcPrice, 'price', props.nowMs),
          },
        ]
      : []),
  ];
}

function workLine(algorithm: Algorithm, worth: WorkWorth, props: LiveProps): LiveLine {
  const unit = workUnit(algorithm, props.ratesHs.get(algorithm) ?? 0, props.sha);
  return {
    name: text.live.work(text.algorithms[algorithm], worth.coins.join(' + ')),
    figure: text.live.price(workPrice(worth.value, unit, props.shown), unit.name),
    ...withDoubt(toldLine(worth, 'network', props.nowMs), worth),
  };
}

function withDoubt<Line extends Pick<LiveLine, 'told'>>(line: Line, { unverified = [] }: WorkWorth): Line {
  const doubt = unverified.length > 0 ? [text.live.unverified(unverified.join(', '))] : [];
  return { ...line, told: [line.told, ...doubt].join('. ') };
}

function toldLine(
  { providers, atMs }: OutsideFigure,
  kind: FreshnessKind,
  nowMs: number,
): Pick<LiveLine, 'told' | 'fresh'> {
  const fresh = freshnessOf(kind, nowMs - atMs) === 'fresh';
  const words = fresh ? text.live.told : text.live.old;
  return { told: words(toldBy(providers), formatAge(nowMs - atMs)), fresh };
}
