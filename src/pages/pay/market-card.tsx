import { Show } from 'solid-js';
import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import type { Algorithm } from '../../domain/miner.ts';
import type { OutsideMarket } from '../../domain/outside-market.ts';
import type { MarketAssumption } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { ExampleBadge } from './example-badge.tsx';
import styles from './live-figures.module.css';
import { LiveFigures } from './live-figures.tsx';
import type { ShownMoney } from './shown-money.ts';
import { type ShaUnit, workPrice, workUnit } from './work-unit.ts';

interface TypedProps {
  /** As it was typed, whatever is in force. */
  readonly market: MarketAssumption;
  readonly currency: string;
  readonly nowMs: number;
  readonly hashpriceId: string;
  readonly onPreview: (market: MarketAssumption) => void;
  readonly onKeep: (market: MarketAssumption, words: string) => void;
}

interface MarketProps extends TypedProps {
  /** The demo asks nobody, so there is nothing to switch on. */
  readonly demo: boolean;
  /** Absent where no source is switched on. */
  readonly outside: OutsideMarket | undefined;
  readonly shown: ShownMoney;
  readonly sha: ShaUnit;
  readonly ratesHs: ReadonlyMap<Algorithm, number>;
}

/** What work earns: what sources tell of it, and what was typed, which counts where they are silent. */
export function MarketCard(props: MarketProps) {
  const words = text.market;
  const fee = (percent: number | undefined): MarketAssumption => ({
    ...props.market,
    poolFee: (percent ?? 0) / 100,
  });
  return (
    <Card
      heading={words.heading}
      aside={<ExampleBadge shown={isExample(props.market) && !props.outside?.work.sha256} />}
    >
      <SourcesLine demo={props.demo} outside={props.outside} />
      <Show when={props.outside}>
        {(outside) => (
          <LiveFigures
            outside={outside()}
            shown={props.shown}
            sha={props.sha}
            ratesHs={props.ratesHs}
            nowMs={props.nowMs}
          />
        )}
      </Show>
      <TypedFigures {...props} />
      <NumberField
        label={words.poolFee}
        hint={words.poolFeeHint}
        unit={text.percent}
        value={Number((100 * props.market.poolFee).toFixed(6))}
        notANumber={text.notANumber}
        check={percentProblem}
        onInput={(value) => props.onPreview(fee(value))}
        onCommit={(value) => props.onKeep(fee(value), text.saved.poolFee)}
      />
    </Card>
  );
}

/** One sentence on where the figures come from, and the way to the sources. */
function SourcesLine(props: { readonly demo: boolean; readonly outside: OutsideMarket | undefined }) {
  const words = profit.live;
  const silent = () => Object.keys(props.outside?.work ?? {}).length === 0;
  return (
    <Show when={!props.demo} fallback={<p class={styles.told}>{words.demo}</p>}>
      <Show when={silent()}>
        <p class={styles.line}>
          {props.outside ? words.waiting : words.none}{' '}
          <a href="/settings/sources">{props.outside ? words.waitingAction : words.noneAction}</a>
        </p>
      </Show>
    </Show>
  );
}

/** What the owner typed: in sight while it counts, folded away while sources tell it. */
function TypedFigures(props: MarketProps) {
  const bothTold = () => props.outside?.work.sha256 !== undefined && props.outside.btcPrice !== undefined;
  const fields = (
    <div class={styles.inside}>
      <HashpriceField {...props} />
      <BitcoinField {...props} />
    </div>
  );
  return (
    <Show when={bothTold()} fallback={fields}>
      <details class={styles.silent}>
        <summary>{profit.live.silent}</summary>
        <p class={styles.told}>{profit.live.silentHint}</p>
        {fields}
      </details>
    </Show>
  );
}

function BitcoinField(props: TypedProps) {
  const words = text.market;
  const btcPrice = (price: number | undefined): MarketAssumption => ({
    ...props.market,
    btcPrice: price,
    btcEnteredAtMs: price === undefined ? undefined : props.nowMs,
  });
  const age = () => {
    const { btcPrice, btcEnteredAtMs } = props.market;
    return btcPrice !== undefined && btcEnteredAtMs !== undefined
      ? words.btcEntered(formatAge(props.nowMs - btcEnteredAtMs))
      : '';
  };
  return (
    <NumberField
      label={words.btcPrice}
      hint={[words.btcPriceHint, age()].filter(Boolean).join(' ')}
      unit={props.currency}
      value={props.market.btcPrice}
      optional
      notANumber={text.notANumber}
      check={(value) => (value < 0 ? text.negative : undefined)}
      onInput={(value) => props.onPreview(btcPrice(value))}
      onCommit={(value) => props.onKeep(btcPrice(value), text.saved.btcPrice)}
    />
  );
}

function HashpriceField(props: TypedProps & Pick<MarketProps, 'shown'>) {
  const words = text.market;
  const hashprice = (hashpricePerPhPerDay: number | undefined): MarketAssumption => ({
    ...props.market,
    hashpricePerPhPerDay,
    enteredAtMs: hashpricePerPhPerDay === undefined ? undefined : props.nowMs,
  });
  const age = () => {
    const { enteredAtMs } = props.market;
    if (enteredAtMs !== undefined) return words.entered(formatAge(props.nowMs - enteredAtMs));
    return isExample(props.market) ? words.fromDemo : '';
  };
  // Who owns one Bitaxe counts in TH/s, and every publisher of the figure in PH/s.
  const perTh = () => {
    const { hashpricePerPhPerDay: perPh } = props.market;
    return (
      perPh && words.hashpricePerTh(workPrice(perPh / HS_PER_PHS, workUnit('sha256', 0, 'TH/s'), props.shown))
    );
  };
  return (
    <div id={props.hashpriceId}>
      <NumberField
        label={words.hashprice}
        hint={[words.hashpriceHint, perTh(), age()].filter(Boolean).join(' ')}
        unit={words.hashpriceUnit(props.currency)}
        value={props.market.hashpricePerPhPerDay}
        optional
        notANumber={text.notANumber}
        check={(value) => (value < 0 ? text.negative : undefined)}
        onInput={(value) => props.onPreview(hashprice(value))}
        onCommit={(value) => props.onKeep(hashprice(value), text.saved.hashprice)}
      />
    </div>
  );
}

/** Nobody typed this hashprice: the demo brings its own. */
function isExample({ hashpricePerPhPerDay, enteredAtMs }: MarketAssumption): boolean {
  return hashpricePerPhPerDay !== undefined && enteredAtMs === undefined;
}

/** Says what is wrong with a share in percent. */
export function percentProblem(percent: number): string | undefined {
  if (percent < 0) return text.negative;
  return percent > 100 ? text.tooLargePercent : undefined;
}
