import type { NotificationContent } from '../ui/show-notification.ts';
import { notificationSummary } from '../ui/text/en/alert-summary.ts';

const MINUTE_MS = 60_000;
/** More than three at a time nobody reads one by one: what the helper's channels keep to as well. */
const MOST_SINGLE = 3;

/**
 * Lets at most three notifications a minute through one by one. What comes beyond that is told in one, which takes the
 * place of the one before it, once a minute: no trouble of whatever size is a storm on the owner's screen.
 */
export class NotificationBudget {
  #shownAtMs: readonly number[] = [];
  #waiting: readonly NotificationContent[] = [];
  #summaryAtMs = Number.NEGATIVE_INFINITY;

  /** @returns what to show now, of what is new and what waits. @param nowMs asked with each view, also without news */
  take(news: readonly NotificationContent[], nowMs: number): readonly NotificationContent[] {
    this.#shownAtMs = this.#shownAtMs.filter((atMs) => isWithin(atMs, nowMs));
    const due = [...this.#waiting, ...news];
    const isSingle = this.#waiting.length === 0 && this.#shownAtMs.length + due.length <= MOST_SINGLE;
    if (isSingle) {
      this.#shownAtMs = [...this.#shownAtMs, ...due.map(() => nowMs)];
      return due;
    }
    if (isWithin(this.#summaryAtMs, nowMs)) {
      this.#waiting = due;
      return [];
    }
    this.#waiting = [];
    this.#summaryAtMs = nowMs;
    return [summaryOf(due)];
  }
}

/** Less than a minute apart, also after a clock was set back. */
function isWithin(atMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - atMs) < MINUTE_MS;
}

function summaryOf(due: readonly NotificationContent[]): NotificationContent {
  // An end takes the place of its beginning here, too.
  const last = [...new Map(due.map((each) => [each.tag, each])).values()];
  const begun = last.filter(({ silent }) => silent !== true);
  const told = begun.length > 0 ? begun : last;
  return {
    tag: 'many-alerts',
    ...notificationSummary(
      begun.length,
      last.length - begun.length,
      told.map(({ title }) => title),
    ),
    path: '/',
    silent: begun.length === 0,
  };
}
