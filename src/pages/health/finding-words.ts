import type { HealthFinding } from '../../domain/health/health-report.ts';
import type { Money } from '../../domain/health/maintenance.ts';
import type { FindingSize } from '../../domain/health/watch-finding.ts';
import { places, withUnit } from '../../ui/format/decimal.ts';
import { formatConfidence, formatPercent } from '../../ui/format/percent.ts';
import { formatPower } from '../../ui/format/power.ts';
import { health as text } from '../../ui/text/en/health.ts';
import { healthFindings as words } from '../../ui/text/en/health-findings.ts';
import { type ShownMoney, shownADay, shownMoney } from '../pay/shown-money.ts';

export interface SizeOptions {
  readonly temperatureUnit?: 'C' | 'F' | undefined;
}

/** `97 % sure`, or that the miner itself tells it: a device's own word is no matter of odds. */
export function sureWords({ confidence }: Pick<HealthFinding, 'confidence'>): string {
  return confidence >= 1 ? text.findings.told : text.findings.sure(formatConfidence(confidence));
}

/** "the fan is wearing, 97 % sure" */
export function whatAndHowSure({ trouble, confidence }: HealthFinding): string {
  const what = words.troubles[trouble];
  return confidence >= 1
    ? text.sentence.toldBy(what)
    : text.sentence.sure(what, formatConfidence(confidence));
}

/** "Fan speed at the same duty: 12 % less than usual (95 % likely 9 % to 15 %)."; undefined where it has no size. */
export function sizeSentence(
  { trouble, size, evidence }: Pick<HealthFinding, 'trouble' | 'size' | 'evidence'>,
  options: SizeOptions = {},
): string | undefined {
  const [strongest] = evidence;
  if (!size || !strongest) return undefined;
  if (trouble === 'shares-rejected' || trouble === 'shares-stale')
    return text.findings.size(words.shareFigures[trouble], between(size, options));
  const compared = comparison(trouble, size.value);
  const [low, high] = [Math.abs(size.low), Math.abs(size.high)].sort((a, b) => a - b);
  const straddles = size.low < 0 !== size.high < 0;
  // What may as well be nothing has no "from": its other end would lose its sign.
  const figure = straddles
    ? compared(written(Math.abs(size.value), size.unit, options))
    : words.between(
        compared(written(Math.abs(size.value), size.unit, options)),
        written(low ?? Number.NaN, size.unit, options),
        written(high ?? Number.NaN, size.unit, options),
      );
  return text.findings.size(words.figures[strongest.figure], figure);
}

function comparison(trouble: HealthFinding['trouble'], size: number) {
  if (trouble === 'earnings-drop') return size < 0 ? words.lessPaid : words.morePaid;
  return size < 0 ? words.less : words.more;
}

function between({ value, low, high, unit }: FindingSize, options: SizeOptions): string {
  return words.between(
    written(value, unit, options),
    written(low, unit, options),
    written(high, unit, options),
  );
}

/** A difference in the owner's units: of kelvins nine fifths are degrees Fahrenheit, without their zero. */
function written(size: number, unit: FindingSize['unit'], { temperatureUnit }: SizeOptions): string {
  if (unit === 'part') return formatPercent(size);
  if (unit === 'W') return formatPower(size);
  return temperatureUnit === 'F' ? withUnit(size * 1.8, '°F', places(1)) : withUnit(size, 'K', places(1));
}

/** "Costs about €0.12/day (80 % likely between €0.08 and €0.17)." */
export function costSentence(cost: Money | undefined, shown: ShownMoney): string {
  if (!cost) return text.findings.noCost;
  return text.findings.cost(
    shownADay(cost.value, shown),
    shownMoney(cost.low, shown),
    shownMoney(cost.high, shown),
  );
}

/** Nats by which a symptom moves odds a little: up to e¹, clearly: up to e³ (one in twenty), strongly: more. */
const CLEAR_NATS = 1;
const STRONG_NATS = 3;

/** How much a symptom says, in a word. */
export function strengthOf(nats: number): string {
  const size = Math.abs(nats);
  if (size >= STRONG_NATS) return words.strength.strong;
  return size >= CLEAR_NATS ? words.strength.clear : words.strength.weak;
}

/** Does a finding still stand, and has its owner not called it false? */
export function isOpen({ endedAtMs, verdict }: Pick<HealthFinding, 'endedAtMs' | 'verdict'>): boolean {
  return endedAtMs === undefined && verdict !== 'false-alarm';
}
