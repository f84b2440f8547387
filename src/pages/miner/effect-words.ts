import {
  BETTER,
  type ChangeEffect,
  EFFECT_FIGURES,
  type EffectFigure,
  type FigureEffect,
  type MinerChange,
  RELATIVE_FIGURES,
} from '../../domain/change-effect.ts';
import { decimal, NBSP } from '../../ui/format/decimal.ts';
import { formatDuration, formatRoughDuration } from '../../ui/format/duration.ts';
import { journal as words } from '../../ui/text/en/journal.ts';
import { loggedWords } from '../health/logged-words.ts';

/** Surer than this nobody should call himself. */
const MOST_SURE = 0.999;
/** Said in the line itself; the rest is unfolded. */
const IN_LINE: readonly EffectFigure[] = ['hashrate', 'power', 'jPerTh'];

/** `+1.9 %`, `−0.8 °C`, `+0.03 €`: a change of one figure. */
export function changeOf(figure: EffectFigure, change: number, currency: string): string {
  if (figure === 'moneyPerDay')
    return decimal(change, {
      style: 'currency',
      currency,
      signDisplay: 'exceptZero',
      minimumFractionDigits: Math.abs(change) < 1 ? 3 : 2,
      maximumFractionDigits: Math.abs(change) < 1 ? 3 : 2,
    });
  const [value, unit] = RELATIVE_FIGURES.has(figure)
    ? [100 * change, '%']
    : figure === 'chipC' || figure === 'regulatorC'
      ? [change, '°C']
      : [change, '% points'];
  const places = Math.abs(value) < 0.95 && unit === '% points' ? 2 : 1;
  return `${decimal(value, { signDisplay: 'exceptZero', minimumFractionDigits: places, maximumFractionDigits: places })}${NBSP}${unit}`;
}

/** "+1.9 % hash, +3.4 % W, +1.5 % J/TH": undefined where nothing was told. */
export function effectLine({ figures }: ChangeEffect, currency: string): string | undefined {
  const parts = IN_LINE.flatMap((figure) => {
    const effect = figures[figure];
    return effect ? [words.effect(changeOf(figure, effect.change, currency), words.figures[figure])] : [];
  });
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** What may be said of better or worse: of J/TH, else of the hashrate. */
export function verdictWords({ figures }: ChangeEffect): { readonly words: string; readonly tone: Tone } {
  const figure = figures.jPerTh ? 'jPerTh' : figures.hashrate ? 'hashrate' : undefined;
  const effect = figure && figures[figure];
  if (!figure || !effect) return { words: words.nothing, tone: 'plain' };
  if (effect.verdict === 'higher' || effect.verdict === 'lower') {
    const isBetter = effect.verdict === BETTER[figure];
    const name = figure === 'hashrate' ? words.rows.hashrate.toLowerCase() : words.figures[figure];
    const say = isBetter ? words.sure.better : words.sure.worse;
    return { words: say(oddsOf(effect), name), tone: isBetter ? 'good' : 'watch' };
  }
  if (effect.verdict === 'same') return { words: words.same(`2${NBSP}%`), tone: 'plain' };
  return {
    words: effect.hoursMore === undefined ? words.unclear : words.unclearFor(hoursOf(effect.hoursMore)),
    tone: 'plain',
  };
}

export type Tone = 'good' | 'watch' | 'plain';

/** All figures that were told, one a row. */
export function effectRows({ figures }: ChangeEffect, currency: string) {
  return EFFECT_FIGURES.flatMap((figure) => {
    const effect = figures[figure];
    if (!effect) return [];
    const told = (change: number) => changeOf(figure, change, currency);
    return [
      {
        name: words.rows[figure],
        change: told(effect.change),
        interval: words.interval(told(effect.low), told(effect.high)),
      },
    ];
  });
}

/** How it was found, in sentences. */
export function groundsWords({ grounds }: ChangeEffect): readonly string[] {
  const { quartersBefore, quartersAfter, airRoseK, luckBefore, luckAfter, hashrateBy } = grounds;
  const percent = (part: number) =>
    `${decimal(100 * part, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}${NBSP}%`;
  const air =
    airRoseK === undefined
      ? words.airUntold
      : Math.abs(airRoseK) < 0.2
        ? words.airSame
        : words.air(`${decimal(Math.abs(airRoseK), { maximumFractionDigits: 1 })}${NBSP}°C`, airRoseK > 0);
  const luck =
    luckBefore === undefined || luckAfter === undefined
      ? []
      : [words.luck(percent(luckBefore), percent(luckAfter))];
  const counted =
    hashrateBy === 'device' ? [words.byDevice] : hashrateBy === 'shares' ? [words.byShares] : [];
  return [words.compared(hoursOf(quartersBefore / 4), hoursOf(quartersAfter / 4)), air, ...counted, ...luck];
}

/** "power limit set: 3000 W to 2800 W", "Fan replaced". */
export function changedWords({ kind, work, from, to }: MinerChange): string {
  if (kind === 'work') return work ? loggedWords(work) : words.byWhom.owner;
  const what = words.ours[kind];
  return from && to ? words.fromTo(what, from, to) : what;
}

/** Who did it, in a sentence. */
export function byWords({ by, kind }: Pick<MinerChange, 'by' | 'kind'>): string {
  return by === 'elsewhere' && kind === 'restart' ? words.restartedElsewhere : words.byWhom[by];
}

/** `1 h 15 min` where minutes matter, else `5 h`. */
export function hoursOf(hours: number): string {
  return hours < 4 ? formatDuration(3600 * hours) : formatRoughDuration(3600 * hours);
}

function oddsOf({ chanceHigher }: FigureEffect): string {
  const sure = Math.max(chanceHigher, 1 - chanceHigher);
  const digits = sure > 0.99 ? 1 : 0;
  const shown = Math.min(sure, MOST_SURE);
  return `${decimal(Math.floor(100 * 10 ** digits * shown + 1e-9) / 10 ** digits, { maximumFractionDigits: digits })}${NBSP}%`;
}
