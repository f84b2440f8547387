import type { Alert } from '../../domain/alert.ts';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { MinerState } from '../../domain/miner-state.ts';
import { rateHs } from '../../domain/steady-rate.ts';
import { alertWhat, type WordOptions } from '../../ui/alert-words.ts';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { lateFailureSentence } from '../../ui/late-failure-words.ts';
import { fleet as text } from '../../ui/text/en/fleet.ts';
import { isLive } from './shown-state.ts';

/** The one line of a card: the worst finding, why there is no answer, or how near the miner is to what it should do. */
export function minerFinding(
  view: MinerView,
  state: MinerState,
  openAlerts: readonly Alert[],
  options: WordOptions,
): string {
  const [worst] = openAlerts;
  if (worst) return sentenceCase(alertWhat(worst, options));
  const why = !isLive(state) && view.failure ? lateFailureSentence(view.failure) : undefined;
  if (why !== undefined) return why;
  if (state === 'paused') return text.miners.paused;
  if (state === 'offline' || state === 'degraded') return sentenceCase(text.stateSentence[state]);
  if (state === 'stale' || state === 'lost') return sentenceCase(silenceWords(view, state, options.nowMs));
  const rate = rateHs(view);
  const expected = view.reading?.expectedHashrateHs;
  if (rate === undefined || expected === undefined || expected <= 0) return text.miners.noFinding;
  return text.miners.ofExpected(formatPercent(rate / expected));
}

function silenceWords({ answeredAtMs }: MinerView, state: 'stale' | 'lost', nowMs: number): string {
  if (answeredAtMs === undefined) return text.stateSentence.neverAnswered;
  return text.stateSentence[state](formatRoughDuration(Math.max(0, nowMs - answeredAtMs) / 1000));
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
