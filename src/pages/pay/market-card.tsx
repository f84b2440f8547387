import type { MarketAssumption } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { pay as text } from '../../ui/text/en/pay.ts';
import { ExampleBadge } from './example-badge.tsx';

interface MarketProps {
  readonly market: MarketAssumption;
  readonly currency: string;
  readonly nowMs: number;
  readonly hashpriceId: string;
  readonly onPreview: (market: MarketAssumption) => void;
  readonly onKeep: (market: MarketAssumption, words: string) => void;
}

/** What work earns: hashprice with its age, the pool's fee, and a bitcoin price for the figure in satoshi. */
export function MarketCard(props: MarketProps) {
  const words = text.market;
  const fee = (percent: number | undefined): MarketAssumption => ({
    ...props.market,
    poolFee: (percent ?? 0) / 100,
  });
  const btcPrice = (price: number | undefined): MarketAssumption => ({ ...props.market, btcPrice: price });
  return (
    <Card heading={words.heading} aside={<ExampleBadge shown={isExample(props.market)} />}>
      <HashpriceField {...props} />
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
      <NumberField
        label={words.btcPrice}
        hint={words.btcPriceHint}
        unit={props.currency}
        value={props.market.btcPrice}
        optional
        notANumber={text.notANumber}
        check={(value) => (value < 0 ? text.negative : undefined)}
        onInput={(value) => props.onPreview(btcPrice(value))}
        onCommit={(value) => props.onKeep(btcPrice(value), text.saved.btcPrice)}
      />
    </Card>
  );
}

function HashpriceField(props: MarketProps) {
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
    const { currency } = props;
    return perPh && words.hashpricePerTh(formatMoney(perPh / 1000, { currency, decimals: 4, per: 'day' }));
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
