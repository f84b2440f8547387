import type { PlanRules } from './plan-rules.ts';

/** What of an owner's rules makes no sense. */
export type RulesProblem =
  | 'circuit-limit'
  | 'circuit-load'
  | 'quiet-window'
  | 'thermostat'
  | 'heating'
  | 'run-times'
  | 'strike-price'
  | 'caution';

const MINUTES_OF_DAY = 1_440;
const MOST_RUN_MINUTES = 24 * 60;

/** The first rule that makes no sense; undefined where all do. */
export function rulesProblem({
  circuits,
  quietHours,
  heat,
  switching,
  aim,
}: PlanRules): RulesProblem | undefined {
  if (circuits.some(({ limitW }) => !(limitW > 0 && limitW < 1e7))) return 'circuit-limit';
  if (circuits.some(({ otherLoadW = 0 }) => !(otherLoadW >= 0))) return 'circuit-load';
  const isMinute = (minute: number) => minute >= 0 && minute <= MINUTES_OF_DAY;
  if (
    quietHours.some(
      ({ window: { fromMinute, toMinute } }) =>
        !isMinute(fromMinute) || !isMinute(toMinute) || fromMinute === toMinute,
    )
  )
    return 'quiet-window';
  for (const { thermostat, heating } of heat) {
    if (thermostat && !(thermostat.targetC >= 5 && thermostat.targetC <= 35 && thermostat.bandC > 0))
      return 'thermostat';
    if (heating.kind === 'boiler' && !(heating.efficiency > 0)) return 'heating';
    if (heating.kind === 'heat-pump' && !(heating.cop > 0)) return 'heating';
  }
  const isTime = (minutes: number) => minutes >= 0 && minutes <= MOST_RUN_MINUTES;
  if (!isTime(switching.leastRunMinutes) || !isTime(switching.leastRestMinutes)) return 'run-times';
  if (aim.kind === 'strike-price' && aim.pricePerKwh !== undefined && !Number.isFinite(aim.pricePerKwh))
    return 'strike-price';
  const isPart = (part: number) => part >= 0 && part <= 1;
  return aim.kind === 'cautious' && !(isPart(aim.weight) && isPart(aim.tail) && aim.tail > 0)
    ? 'caution'
    : undefined;
}
