import type { Algorithm } from '../../domain/miner.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { formatPower } from '../../ui/format/power.ts';
import { points as text } from '../../ui/text/en/points.ts';
import type { KnownPoint, PointRow } from './point-rows.ts';
import { type ShownMoney, shownADay, shownSigned } from './shown-money.ts';
import { type ShaUnit, workPrice, workUnit } from './work-unit.ts';

export const pointHeads: readonly string[] = [
  text.point,
  text.does,
  text.left,
  text.powerBelow,
  text.workAbove,
  text.step,
];

/** How figures of one miner are written. */
export interface PointStyle {
  readonly shown: ShownMoney;
  readonly sha: ShaUnit;
  readonly algorithm: Algorithm;
}

/** `525 MHz`, `290MHz` as the firmware calls it, `As it runs` where no clock is told. */
function nameOf({ preset, frequencyMhz }: KnownPoint): string {
  if (preset !== undefined) return preset;
  return frequencyMhz === undefined
    ? text.unnamed
    : text.clock(decimal(frequencyMhz, { maximumFractionDigits: 0 }));
}

/** Which point earns most, and by how much more than the present one. */
export function bestWords(rows: readonly PointRow[], shown: ShownMoney): string {
  const best = rows.find(({ isBest }) => isBest);
  if (!best) return text.verdict.off;
  const name = nameOf(best.point);
  if (best.point.isNow) return text.verdict.stays(name);
  const now = rows.find(({ point }) => point.isNow);
  return text.verdict.change(name, shownADay(best.net - (now?.net ?? 0), shown));
}

/** What a row is: its name, who says so, and whether it earns most. */
export function pointTitle({ point, isBest }: PointRow) {
  return { name: nameOf(point), told: sourceOf(point), best: isBest ? text.best : undefined };
}

/** The lines of each cell of a row, under {@link pointHeads} after the first. */
export function pointCells(row: PointRow, style: PointStyle): readonly (readonly string[])[] {
  const { point, net, powerAt, workAt } = row;
  const { shown, sha, algorithm } = style;
  const unit = workUnit(algorithm, point.hashrateHs, sha);
  const perKwh = (price: number) => formatMoney(price, { currency: shown.currency, decimals: 3, per: 'kWh' });
  const always = (figure: number | undefined, write: (figure: number) => readonly string[]) =>
    figure === undefined || !Number.isFinite(figure) || figure <= 0 ? [text.any] : write(figure);
  return [
    [
      formatHashrate(point.hashrateHs, { algorithm }),
      formatPower(point.powerW),
      efficiency(point.powerW / point.hashrateHs, algorithm),
    ],
    [shownSigned(net, shown)],
    powerAt !== undefined && powerAt <= 0 ? [perKwh(powerAt)] : always(powerAt, (price) => [perKwh(price)]),
    always(workAt, (price) => [workPrice(price, unit, shown), text.perUnit(unit.name)]),
    [row.stepJoulesPerTh === undefined ? text.never : efficiency(row.stepJoulesPerTh / 1e12, algorithm)],
  ];
}

function sourceOf({ source, hours = 0 }: KnownPoint): string {
  return source === 'measured'
    ? text.sources.measured(decimal(hours, { maximumFractionDigits: hours < 10 ? 1 : 0 }))
    : text.sources[source];
}

/** Until when a step up is worth it. */
export function ruleWords(worthJoulesPerTh: number, { algorithm }: PointStyle): string {
  if (!Number.isFinite(worthJoulesPerTh)) return text.free;
  return text.rule(efficiency(worthJoulesPerTh / 1e12, algorithm));
}

function efficiency(joulesPerHash: number, algorithm: Algorithm): string {
  return formatEfficiency({ powerW: joulesPerHash, hashrateHs: 1, algorithm, at: undefined });
}
