import { Show } from 'solid-js';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { createSources } from '../sources/create-sources.ts';
import styles from './halving-card.module.css';
import { type HalvingOutlook, halvingOutlook } from './reward-outlook.ts';
import { type ShownMoney, shownADay } from './shown-money.ts';
import { toldBy } from './told-by.ts';

const text = profit.halving;
const BITCOIN = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');

interface Terms {
  /** What SHA-256 work earns the fleet in a day after fees, money. */
  readonly revenuePerDay: number;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}

/** What the next halving does to a day's revenue. Nothing where nobody tells the chain's height. */
export function HalvingCard(props: Terms) {
  const sources = createSources();
  const halving = () => BITCOIN && halvingOutlook(BITCOIN, sources.view()?.figures ?? {}, props.nowMs);
  return (
    <Show when={halving()}>
      {(outlook) => (
        <Card heading={text.title}>
          <Halving outlook={outlook()} {...props} />
        </Card>
      )}
    </Show>
  );
}

function Halving(props: Terms & { readonly outlook: HalvingOutlook }) {
  const next = () => props.outlook.next;
  return (
    <section class={styles.event}>
      <h3>{text.heading(formatDay(next().atMs), formatPercent(1 - next().revenueFactor))}</h3>
      <p>
        {text.sums(
          shownADay(props.revenuePerDay * next().revenueFactor, props.shown),
          shownADay(props.revenuePerDay, props.shown),
        )}
      </p>
      <p class={styles.hint}>
        {text.why(
          decimal(next().blocks),
          decimal(next().height),
          decimal(next().subsidy, { maximumFractionDigits: 8 }),
        )}{' '}
        {props.outlook.feesKnown ? '' : `${text.noFees} `}
        {text.asNow}{' '}
        {text.told(toldBy([props.outlook.told.provider]), formatAge(props.nowMs - props.outlook.told.atMs))}
      </p>
    </section>
  );
}
