/** What an owner may allow a month: with none at all nothing could ever be said. */
export const FALSE_ALARMS = { least: 0.01, most: 100 } as const;

/**
 * Who may raise an alarm by chance: the rule for silent deaths (poll by poll), the mining watch (by evidence of hours and
 * weeks), and the watch over what a pool credits. What a device tells, or a fixed limit, is no matter of chance.
 */
const GUARDS = ['silent-death', 'mining-watch', 'earnings-watch'] as const;

/**
 * What each guard may spend of the owner's one figure B, false alarms a month of the whole fleet: b = B / 3. What all
 * raise together is at most the sum of the parts (linearity of expectation, however they depend on one another).
 *
 * Each guard calls at h = ln(n / b) nats, n being its chances a month (silenceThreshold in share-arrivals.ts, callAt in
 * insight/anomaly/alarm-budget.ts). Sharing makes guard i later by ln(B / bᵢ) nats than if all of B were its own. Of all
 * splits with Σ bᵢ = B the equal one makes the greatest of these least, since every other gives some guard less than B / 3:
 * ln 3 = 1.1 nats, for a silence 1.1 expected shares more.
 *
 * @example guardBudget(1) // 0.333
 */
export function guardBudget(falseAlarmsPerMonth: number): number {
  return falseAlarmsPerMonth / GUARDS.length;
}
