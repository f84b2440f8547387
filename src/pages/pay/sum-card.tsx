import { For, Show } from 'solid-js';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { formatSats } from '../../ui/format/bitcoin.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatMoney, formatPricePerKwh } from '../../ui/format/money.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatEnergy } from '../../ui/format/power.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import { profit } from '../../ui/text/en/profit.ts';
import type { FleetPay } from './fleet-pay.ts';
import styles from './pay-page.module.css';
import { type PaySum, type PowerPart, paySum } from './pay-sum.ts';
import { satsPerUnit } from './shown-money.ts';
import { type ShaUnit, workPrice, workUnit } from './work-unit.ts';

/** Enough for the product to agree with the result to the cent. */
const FIGURES = { maximumSignificantDigits: 5 } as const;

/** A market has a price for each quarter of an hour: more than these nobody adds up on paper. */
const MOST_PARTS = 8;

interface Line {
  readonly label: string;
  readonly formula: string;
  readonly result: string;
  readonly note?: string | undefined;
}

/**
 * The arithmetic behind the answer, each factor written out, so that it can be checked on paper. In the currency that
 * power is paid in, whatever the rest of the page is written in; satoshi follow in a line of their own.
 *
 * @param settings as they are in force
 */
export function SumCard(props: {
  readonly pay: FleetPay;
  readonly settings: Settings;
  readonly sha: ShaUnit;
}) {
  const lines = () => {
    const sum = paySum(props.pay);
    return sum ? linesOf(sum, props.pay, props.settings, props.sha) : [];
  };
  return (
    <Show when={lines().length > 0}>
      <Card heading={text.sum.heading}>
        <dl class={styles.sum}>
          <For each={lines()}>
            {(line) => (
              <div>
                <dt>{line.label}</dt>
                <dd>
                  {line.formula} = <strong>{line.result}</strong>
                  <Show when={line.note}>
                    <span class={styles.sumNote}>{line.note}</span>
                  </Show>
                </dd>
              </div>
            )}
          </For>
        </dl>
      </Card>
    </Show>
  );
}

function linesOf(sum: PaySum, pay: FleetPay, settings: Settings, sha: ShaUnit): readonly Line[] {
  const { currency, heat } = settings;
  const words = text.sum;
  // So fine that the lines can be subtracted from each other without a rounding gap.
  const exact = (amount: number) => formatMoney(amount, { currency, decimals: 4 });
  const perKwh = (price: number) => formatPricePerKwh(price, { currency });
  const hours = partsInWords(sum, pay).map(({ hours, pricePerKwh }) =>
    words.hours(decimal(hours, { maximumFractionDigits: 2 }), perKwh(pricePerKwh)),
  );
  const kilowatts = words.kilowatts(decimal(sum.powerW / 1000, FIGURES));
  const heatLine: Line = {
    label: text.tiles.heat,
    formula: words.times([
      words.wanted(formatEnergy(sum.heatKwh)),
      perKwh(sum.heatKwh > 0 ? pay.heatCredit / sum.heatKwh : 0),
    ]),
    result: exact(pay.heatCredit),
  };
  const demandLine: Line = {
    label: words.demand,
    formula: words.times([kilowatts, words.demandPrice(exact(sum.demandPerKw))]),
    result: exact(pay.demandCost),
  };
  const [heats, demands] = [heat.share > 0 ? [heatLine] : [], pay.demandCost > 0 ? [demandLine] : []];
  return [
    {
      label: text.tiles.revenue,
      formula: earnedFormula(sum, currency, sha),
      result: exact(pay.revenue),
      note: words.workNote(formatPercent(sum.rejectShare)),
    },
    ...heats,
    {
      label: text.tiles.power,
      formula: words.times([kilowatts, hours.length > 1 ? words.bracket(hours) : (hours[0] ?? '')]),
      result: exact(pay.powerCost),
      note: powerNote(sum, pay, perKwh) || undefined,
    },
    ...demands,
    {
      label: text.tiles.net,
      formula: words.net(
        [exact(pay.revenue), ...heats.map(({ result }) => result)],
        [exact(pay.powerCost), ...demands.map(({ result }) => result)],
      ),
      result: exact(pay.net),
    },
    ...satsLine(pay, settings),
  ];
}

/** What the prices are made of where they are not those of the tariff alone. */
function powerNote(
  { parts, tierPerKwh }: PaySum,
  { solarKwh }: FleetPay,
  perKwh: (price: number) => string,
): string {
  const tiers = tierPerKwh === 0 ? undefined : perKwh(tierPerKwh);
  const mixed = solarKwh > 0 ? text.sum.mixed(formatEnergy(solarKwh), tiers) : tiers && text.sum.tiers(tiers);
  const mean = parts.length > MOST_PARTS ? profit.sum.mean(decimal(parts.length)) : undefined;
  return [mean, mixed].filter((sentence) => sentence !== undefined).join(' ');
}

/** `(6.2 TH/s × €0.046 per TH/s a day + …) × 99 % after the pool’s fee`: brackets only around several kinds of work. */
function earnedFormula(sum: PaySum, currency: string, sha: ShaUnit): string {
  const words = text.sum;
  const works = sum.works.map(({ algorithm, acceptedHs, perHsDay }) => {
    const unit = workUnit(algorithm, acceptedHs, sha);
    return words.times([
      words.work(decimal(acceptedHs / unit.hs, FIGURES), unit.name),
      words.hashprice(workPrice(perHsDay, unit, { currency, unit: 'currency' }), unit.name),
    ]);
  });
  return words.times([
    works.length > 1 ? words.bracket(works) : (works[0] ?? ''),
    words.afterFee(formatPercent(sum.afterFee)),
    ...(sum.dayHours === 24 ? [] : [words.longDay(decimal(sum.dayHours))]),
  ]);
}

/** Prices of the day, or their mean where there are too many to write. */
function partsInWords({ parts, dayHours }: PaySum, { powerCost, energyKwh }: FleetPay): readonly PowerPart[] {
  return parts.length > MOST_PARTS ? [{ hours: dayHours, pricePerKwh: powerCost / energyKwh }] : parts;
}

function satsLine({ net }: FleetPay, { currency, market }: Settings): readonly Line[] {
  const each = satsPerUnit(market.btcPrice);
  if (each === undefined) return [];
  const [sum, price] = [net, market.btcPrice].map((amount) => formatMoney(amount, { currency }));
  return [
    {
      label: profit.sum.inSats,
      formula: profit.sum.sats(sum ?? '', price ?? ''),
      result: formatSats(net * each),
    },
  ];
}
