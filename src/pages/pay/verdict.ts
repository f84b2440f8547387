import type { MissingInput } from '../../domain/economics/daily-net.ts';
import type { OffWindow } from '../../domain/economics/off-window.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { pay as text } from '../../ui/text/en/pay.ts';
import type { FleetPay } from './fleet-pay.ts';
import { type ShownMoney, shownADay, shownPerKwh, shownSigned } from './shown-money.ts';

/** The one sentence that the page opens with, and whether it is good news. */
export interface Verdict {
  readonly sentence: string;
  /** A second sentence that explains the first. */
  readonly why?: string | undefined;
  readonly tone: 'good' | 'watch' | 'unknown';
}

/** Does it pay now, in words: a figure where all is known, else what is missing first. */
export function verdict(pay: FleetPay, shown: ShownMoney): Verdict {
  if (pay.counted === 0) return unanswered(pay);
  const amount = shownADay(Math.abs(pay.net), shown);
  return {
    sentence: counted(pay, pay.net < 0 ? text.verdict.loses(amount) : text.verdict.earns(amount)),
    why: whyOf(pay, shown),
    tone: pay.net < 0 ? 'watch' : 'good',
  };
}

/** What is saved is no pay: where heat is in the sum, how it stands without. */
function whyOf({ net, heatCredit }: FleetPay, shown: ShownMoney): string | undefined {
  if (!(heatCredit > 0)) return net < 0 ? text.loses : undefined;
  const heat = shownADay(heatCredit, shown);
  return net < 0 ? text.losesHeated(heat) : text.heated(heat, shownADay(net - heatCredit, shown));
}

function counted({ counted, miners }: FleetPay, does: string): string {
  const running = miners.filter(({ idle }) => !idle);
  const [only] = running;
  if (running.length === 1 && only) return text.verdict.one(only.view.miner.name, does);
  if (counted === miners.length) return text.verdict.all(does);
  return text.verdict.some(counted, miners.length, does);
}

function unanswered({ miners, missing }: FleetPay): Verdict {
  const words = text.verdict;
  if (miners.every(({ idle }) => idle)) {
    const unheard = miners.some(({ idle }) => idle === 'no-answer');
    return { sentence: unheard ? words.noneAnswers : words.noneRuns, tone: 'unknown' };
  }
  if (missing.includes('hashprice'))
    return { sentence: words.needHashprice, why: words.needHashpriceWhy, tone: 'unknown' };
  if (missing.includes('power-price')) return { sentence: words.needPowerPrice, tone: 'unknown' };
  // What one miner does not tell is no word about them all.
  const running = miners.filter(({ idle }) => !idle);
  const noneHas = (input: MissingInput) => running.every((miner) => miner.missing.includes(input));
  if (noneHas('power')) return { sentence: words.needPower, tone: 'unknown' };
  if (noneHas('hashprice-for-algorithm')) return { sentence: words.otherAlgorithm, tone: 'unknown' };
  return { sentence: noneHas('hashrate') ? words.needHashrate : words.needMore, tone: 'unknown' };
}

/** "This hour: −€0.12, with power at €0.105/kWh.": absent where every hour of the day is the same. */
export function thisHour({ segments }: FleetPay, nowMs: number, shown: ShownMoney): string | undefined {
  const now = segments.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
  if (!now || segments.length === 1) return undefined;
  const price = shownPerKwh(now.pricePerKwh, shown);
  return text.verdict.thisHour(shownSigned(now.netPerHour, shown), price);
}

/** "Off from 17:00 to 20:00 would save 0.21 €/day", the window that saves most first; one that never opens says so. */
export function offSentences({ offWindows, eachOffSaves, segments }: FleetPay, shown: ShownMoney): string[] {
  const words = text.off;
  const together = offWindows.reduce((sum, { savesPerDay }) => sum + savesPerDay, 0);
  const sentences = offWindows
    .toSorted((a, b) => b.savesPerDay - a.savesPerDay)
    .map((window) => offSentence(window, dayLengthMs(segments), shown));
  // A cent, or a twentieth more, is what nobody gets up for.
  if (eachOffSaves > Math.max(together + 0.01, together * 1.05))
    sentences.push(words.each(shownADay(eachOffSaves, shown)));
  return sentences.length > 0 ? sentences : [words.never];
}

function offSentence(window: OffWindow, dayMs: number, shown: ShownMoney): string {
  const saving = shownADay(window.savesPerDay, shown);
  if (window.durationMs >= dayMs) return text.off.always(saving);
  return text.off.save(formatClock(window.fromMs), formatClock(window.toMs), saving);
}

/** Length of the day that segments cover, ms. */
export function dayLengthMs(segments: FleetPay['segments']): number {
  const [first] = segments;
  const last = segments.at(-1);
  return first && last ? last.toMs - first.fromMs : 0;
}
