import type { FixedRule } from '../../domain/health/health-report.ts';
import type { Quarter } from './quarter.ts';

const HASHRATE_DROP = 0.1;
const EFFICIENCY_RISE = 0.05;
const HOT_C = 75;
const JUMP = 0.15;

/**
 * Which of them call at a quarter: hashrate 10 % less than a quarter of an hour before, J/TH 5 % more than half an hour
 * before, a chip above 75 °C, or 15 % warmer than in the quarter before (the design says within 5 min; a jump so quick
 * shows between two quarters, too).
 *
 * @param before the one before this
 * @param earlier the one before that
 */
export function brokenRules(
  quarter: Quarter,
  before: Quarter | undefined,
  earlier: Quarter | undefined,
): readonly FixedRule[] {
  const broken: FixedRule[] = [];
  if (less(quarter.hashrateHs, before?.hashrateHs, HASHRATE_DROP)) broken.push('hashrate-drop');
  if (more(joulesPerHash(quarter), earlier && joulesPerHash(earlier), EFFICIENCY_RISE))
    broken.push('efficiency-rise');
  if ((quarter.chipC ?? Number.NaN) > HOT_C) broken.push('chip-hot');
  if (more(quarter.chipC, before?.chipC, JUMP)) broken.push('chip-jump');
  return broken;
}

function joulesPerHash({ powerW, hashrateHs }: Quarter): number | undefined {
  return powerW === undefined || hashrateHs === undefined || hashrateHs <= 0
    ? undefined
    : powerW / hashrateHs;
}

function less(now: number | undefined, then: number | undefined, part: number): boolean {
  return now !== undefined && then !== undefined && now < (1 - part) * then;
}

function more(now: number | undefined, then: number | undefined, part: number): boolean {
  return now !== undefined && then !== undefined && then > 0 && now > (1 + part) * then;
}
