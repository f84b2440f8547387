import { fieldValue, type ProviderField } from '../../domain/provider-fields.ts';
import type { Answer } from '../../domain/sourced.ts';
import type { SourceState } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { formatAge } from '../../ui/format/age.ts';
import { sourceFigures } from '../../ui/text/en/source-figures.ts';
import { sources as text } from '../../ui/text/en/sources.ts';
import { figureWords } from './figure-words.ts';

/** What a provider still wants of its owner before it can answer, in words; undefined where it has all. */
export function wantWords(
  fields: readonly ProviderField[],
  state: SourceState | undefined,
): string | undefined {
  const told = state?.choice.fields ?? {};
  const missing = fields.filter((field) => fieldValue(field, told[field.name] ?? '') === undefined);
  return missing.length > 0 ? text.wants(missing.map(({ name }) => text.fields[name])) : undefined;
}

/** What came of a test: one line each, the verdict first. */
export function testWords(
  upstream: Upstream,
  state: SourceState | undefined,
  answers: readonly Answer[],
  nowMs: number,
): readonly string[] {
  if (answers.length === 0) return [text.testNothing];
  const failed = answers.find(({ failures }) => failures > 0);
  const figures = answers.flatMap((answer) => toldLine(answer, nowMs) ?? []);
  if (!failed?.failure) return [text.testWell(answers.length), ...figures];
  const { kind, detail } = failed.failure;
  if (kind === 'refused' && upstream.key?.required && !state?.hasKey)
    return [text.wantsKey(upstream.key.env), text.exactly(kind, detail)];
  const before = failed.heard && text.state.lastGood(formatAge(nowMs - failed.heard.receivedAtMs));
  return [
    text.testFailed(text.failures[kind]),
    text.exactly(kind, detail),
    ...(before ? [before] : []),
    ...figures,
  ];
}

/** One figure with its age; undefined for one that was not told just now, or that has no words. */
export function toldLine({ quantity, heard, failures }: Answer, nowMs: number): string | undefined {
  const words = heard && failures === 0 && figureWords(quantity, heard.value, nowMs);
  return words ? sourceFigures.line(words, formatAge(nowMs - heard.atMs)) : undefined;
}
