import { Match, Show, Switch } from 'solid-js';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { Card } from '../../ui/card.tsx';
import { formatAge } from '../../ui/format/age.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { profit } from '../../ui/text/en/profit.ts';
import { createSources } from '../sources/create-sources.ts';
import styles from './outlook-card.module.css';
import {
  type HalvingOutlook,
  halvingOutlook,
  type RetargetOutlook,
  retargetOutlook,
} from './reward-outlook.ts';
import { type ShownMoney, shownADay } from './shown-money.ts';
import { toldBy } from './told-by.ts';

const text = profit.outlook;
const BITCOIN = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');

interface Terms {
  /** What SHA-256 work earns the fleet in a day after fees, money. */
  readonly revenuePerDay: number;
  readonly shown: ShownMoney;
  readonly nowMs: number;
}

/**
 * What the next change of difficulty and the next halving do to a day's revenue, by whoever tells of them. Where nobody
 * does there is nothing here: the card of the own forecast says so, and the way to a source.
 */
export function OutlookCard(props: Terms) {
  const sources = createSources();
  const figures = () => sources.view()?.figures ?? {};
  const retarget = () => retargetOutlook(figures(), props.nowMs);
  const halving = () => BITCOIN && halvingOutlook(BITCOIN, figures(), props.nowMs);
  return (
    <Show when={sources.failed() || retarget() || halving()}>
      <Card heading={text.heading}>
        <Show when={sources.failed()}>
          <p>{text.unread}</p>
        </Show>
        <Show when={retarget()}>{(outlook) => <Retarget outlook={outlook()} {...props} />}</Show>
        <Show when={halving()}>{(outlook) => <Halving outlook={outlook()} {...props} />}</Show>
      </Card>
    </Show>
  );
}

function Retarget(props: Terms & { readonly outlook: RetargetOutlook }) {
  const words = text.retarget;
  const who = () => toldBy([props.outlook.provider]);
  const age = () => formatAge(props.nowMs - props.outlook.atMs);
  const expected = () => (props.outlook.kind === 'expected' ? props.outlook : undefined);
  const passed = () => (props.outlook.kind === 'passed' ? props.outlook : undefined);
  return (
    <Switch fallback={<p>{words.old(who(), age())}</p>}>
      <Match when={expected()}>
        {(it) => (
          <section class={styles.event}>
            <h3>{headline(it().dayMs, it().revenueFactor)}</h3>
            <p>{sums(props, it().revenueFactor)}</p>
            <p class={styles.hint}>
              {words.why(signedPercent(it().change))} {words.told(who(), age())}
            </p>
          </section>
        )}
      </Match>
      <Match when={passed()}>{(it) => <p>{words.passed(who(), formatDay(it().dayMs))}</p>}</Match>
    </Switch>
  );
}

function Halving(props: Terms & { readonly outlook: HalvingOutlook }) {
  const words = text.halving;
  const next = () => props.outlook.next;
  return (
    <section class={styles.event}>
      <h3>{words.heading(formatDay(next().atMs), formatPercent(1 - next().revenueFactor))}</h3>
      <p>{sums(props, next().revenueFactor)}</p>
      <p class={styles.hint}>
        {words.why(
          decimal(next().blocks),
          decimal(next().height),
          decimal(next().subsidy, { maximumFractionDigits: 8 }),
        )}{' '}
        {props.outlook.feesKnown ? '' : `${words.noFees} `}
        {words.asNow}{' '}
        {words.told(toldBy([props.outlook.told.provider]), formatAge(props.nowMs - props.outlook.told.atMs))}
      </p>
    </section>
  );
}

/** `From about 3 Dec 2026, 4.0 % less a day`. */
function headline(dayMs: number, factor: number): string {
  const words = text.retarget;
  const [day, part] = [formatDay(dayMs), formatPercent(Math.abs(1 - factor))];
  if (Math.abs(1 - factor) < 0.0005) return words.same(day);
  return factor < 1 ? words.less(day, part) : words.more(day, part);
}

function sums({ revenuePerDay, shown }: Terms, factor: number): string {
  return text.retarget.sums(shownADay(revenuePerDay * factor, shown), shownADay(revenuePerDay, shown));
}

function signedPercent(part: number): string {
  return `${part > 0 ? '+' : ''}${formatPercent(part)}`;
}
