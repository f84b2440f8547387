import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import type { MinerState } from '../../domain/miner-state.ts';
import { alertSentence } from '../../ui/alert-words.ts';
import { formatClock } from '../../ui/format/clock-time.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { fleet as text } from '../../ui/text/en/fleet.ts';
import type { Reach } from '../reach.ts';
import { openAlerts } from './miner-order.ts';
import { shownState } from './shown-state.ts';
import { troubledMiners } from './troubled.ts';

/** The first words of the Fleet page, and the one thing to do next. */
export interface FleetStatus {
  readonly tone: 'good' | 'watch' | 'act' | 'waiting';
  readonly headline: string;
  readonly detail?: string | undefined;
  readonly next?: NextStep | undefined;
}

export interface NextStep {
  readonly label: string;
  readonly href: string;
}

/** One thing that is wrong: an alert, or a state that no alert explains (yet). */
export interface Problem {
  readonly minerIds: readonly string[];
  readonly sentence: string;
  readonly acts: boolean;
}

/** Everything that is wrong at `nowMs`, worst first. Its length is the number on tab and app badge. */
export function problems(view: FleetView, nowMs: number): readonly Problem[] {
  if (view.proxyProblem && view.miners.length > 0) return [cutOff(view.proxyProblem)];
  const { temperatureUnit, hashrateUnit } = view.settings;
  const options = { nowMs, temperatureUnit, hashrateUnit };
  const alerts = openAlerts(view.alerts).filter(({ severity }) => severity !== 'info');
  const explained = new Set(alerts.flatMap(({ minerIds }) => minerIds));
  const byAlert = alerts.map((alert) => ({
    minerIds: alert.minerIds,
    sentence: alertSentence(alert, view.miners, options),
    acts: alert.severity === 'act',
  }));
  // What a miner was before this page opened is no news of it.
  const byState = (view.asking ? [] : view.miners).flatMap((miner) => {
    const state = shownState(miner, view.settings, nowMs);
    const what = explained.has(miner.miner.id) ? undefined : stateWords(miner, state, nowMs);
    if (what === undefined) return [];
    const acts = state === 'lost';
    return [{ minerIds: [miner.miner.id], sentence: alertText.sentence(miner.miner.name, what), acts }];
  });
  return [...byAlert, ...byState].toSorted((a, b) => Number(b.acts) - Number(a.acts));
}

/**
 * The fleet's state in words: how many are fine, the worst problem with its odds, what to do. From where the page looks
 * decides what a helper that does not answer means. Undefined for a fleet without miners, which has an empty state of its own.
 */
export function fleetStatus(view: FleetView, nowMs: number, reach: Reach): FleetStatus | undefined {
  const count = view.miners.length;
  if (count === 0) return undefined;
  if (view.proxyProblem) return notWatching(view, view.proxyProblem, reach);
  if (view.miners.every(({ reading, failure }) => reading === undefined && failure === undefined)) {
    return { tone: 'waiting', headline: text.status.waiting(count) };
  }
  if (view.asking) {
    return { tone: 'waiting', headline: text.status.asking(count), detail: lastKnown(view.miners) };
  }
  const found = problems(view, nowMs);
  const [worst] = found;
  if (!worst) return allFine(view);
  const troubled = troubledMiners(view, nowMs);
  const fine = view.miners.filter(({ miner }) => !troubled.has(miner.id)).length;
  const others = found.length - 1;
  return {
    tone: worst.acts ? 'act' : 'watch',
    headline: text.status.someFine(fine, count),
    detail: others > 0 ? `${worst.sentence} ${text.status.more(others)}` : worst.sentence,
    next: nextFor(worst, view.miners),
  };
}

function allFine({ miners, settings, fleet }: FleetView): FleetStatus {
  const paused = miners.filter(({ state }) => state === 'paused').length;
  return {
    tone: 'good',
    headline: text.status.allFine(miners.length),
    detail: paused > 0 ? text.status.paused(paused) : undefined,
    next:
      settings.tariffIsExample && fleet === 'real' ? { label: text.next.setPrice, href: '/pay' } : undefined,
  };
}

function notWatching({ miners }: FleetView, problem: 'no-proxy' | 'not-paired', reach: Reach): FleetStatus {
  const noHelper = problem === 'no-proxy';
  // Who does not reach the computer that watches cannot know whether it still does: that is no alarm.
  const away = noHelper && reach !== 'here' ? text.status[reach] : undefined;
  return {
    tone: away === undefined ? 'act' : 'waiting',
    headline: away ?? cutOff(problem).sentence,
    detail: lastKnown(miners),
    next: { label: noHelper ? text.next.checkConnection : text.next.pair, href: '/add' },
  };
}

/** Up to when what is shown was true; undefined where nothing is known. */
function lastKnown(miners: readonly MinerView[]): string | undefined {
  const times = miners.flatMap(({ answeredAtMs }) => answeredAtMs ?? []);
  return times.length > 0 ? text.status.lastKnown(formatClock(Math.max(...times))) : undefined;
}

/** Without the helper every miner is silent, and that is one problem. */
function cutOff(problem: 'no-proxy' | 'not-paired'): Problem {
  const sentence = problem === 'no-proxy' ? text.status.noHelper : text.status.notPaired;
  return { minerIds: [], sentence, acts: true };
}

/** One miner: its page. Several at once are hardly broken themselves: the way to them is. */
function nextFor(worst: Problem, miners: readonly MinerView[]): NextStep {
  const [id, ...others] = worst.minerIds;
  const found = miners.find(({ miner }) => miner.id === id)?.miner;
  if (found === undefined || others.length > 0) return { label: text.next.checkConnection, href: '/add' };
  return { label: text.next.lookAt(found.name), href: `/miner/${encodeURIComponent(found.id)}` };
}

function stateWords({ answeredAtMs }: MinerView, state: MinerState, nowMs: number): string | undefined {
  if (state === 'hashing' || state === 'paused') return undefined;
  if (state === 'offline' || state === 'degraded') return text.stateSentence[state];
  if (answeredAtMs === undefined) return text.stateSentence.neverAnswered;
  return text.stateSentence[state](formatRoughDuration(Math.max(0, nowMs - answeredAtMs) / 1000));
}
