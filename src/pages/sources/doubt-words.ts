import type { Doubt } from '../../domain/doubt.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { formatAge } from '../../ui/format/age.ts';
import { formatDifficulty } from '../../ui/format/difficulty.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { doubts as text } from '../../ui/text/en/doubts.ts';

/** Who told what, what is known, and whether it counts. */
export function doubtWords(doubt: Doubt, provider: string, nowMs: number): string {
  const { of, coin, currency, told, known, knownBy, knownAtMs, counted } = doubt;
  const figure = (value: number) =>
    of === 'price' && currency ? formatMoney(value, { currency }) : formatDifficulty(value);
  const age = formatAge(nowMs - knownAtMs);
  const said = of === 'price' ? text.price : text.network;
  const against =
    knownBy === provider ? text.itself(figure(known), age) : text.other(figure(known), nameOf(knownBy), age);
  return `${text.join(said(coin, figure(told), nameOf(provider)), against)} ${counted ? text.counted : text.held}`;
}

/** What of all providers that are switched on is in doubt. */
export function doubtsIn({ sources }: SourcesView, nowMs: number): readonly string[] {
  return Object.values(sources)
    .filter(({ choice }) => choice.enabled)
    .flatMap(({ choice, questions }) =>
      questions.flatMap(({ doubts = [] }) => doubts.map((doubt) => doubtWords(doubt, choice.id, nowMs))),
    );
}

function nameOf(provider: string): string {
  return upstreamOf(provider)?.name ?? provider;
}
