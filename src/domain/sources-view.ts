import type { Quote } from './quote.ts';
import type { SourceChoice } from './source-choice.ts';
import type { Answer, Sourced } from './sourced.ts';

/** How a question to a provider stands; its value is among the figures. */
export type QuestionState = Omit<Answer, 'heard'> & {
  /** When it was last heard, and of what moment its figure speaks; absent before the first answer. */
  readonly receivedAtMs?: number | undefined;
  readonly figureAtMs?: number | undefined;
};

/** What the owner has decided about a provider, and how it does. */
export interface SourceState {
  readonly choice: SourceChoice;
  readonly hasKey: boolean;
  /** When each of its addresses was asked last, epoch ms, also before it was switched off. */
  readonly hosts?: Readonly<Record<string, number>> | undefined;
  readonly questions: readonly QuestionState[];
}

/** Everything that pages show of outside sources: providers by id, the best figure of each quantity. */
export interface SourcesView {
  readonly sources: Readonly<Record<string, SourceState>>;
  readonly figures: Readonly<Record<string, Sourced<unknown>>>;
}

/** How a question stands, without its value. */
export function questionState({ heard, ...answer }: Answer): QuestionState {
  return { ...answer, receivedAtMs: heard?.receivedAtMs, figureAtMs: heard?.atMs };
}

/**
 * The figure of each quantity that counts: of the first provider in its order that answered when it was last asked;
 * while all fail, the newest that was heard. A list of prices is completed by those of the others for coins that it does
 * not name: who stands in may know Bitcoin alone.
 * @param order providers of a quantity as they are preferred
 */
export function bestFigures(
  answers: readonly Answer[],
  order: (quantity: string) => readonly string[],
): Readonly<Record<string, Sourced<unknown>>> {
  const best: Record<string, Sourced<unknown>> = {};
  for (const quantity of new Set(answers.map((answer) => answer.quantity))) {
    const its = answers.filter((answer) => answer.quantity === quantity);
    const byProvider = new Map(its.map((answer) => [answer.provider, answer]));
    const working = order(quantity)
      .map((provider) => byProvider.get(provider))
      .find((answer) => answer?.heard && answer.failures === 0);
    const newest = its.flatMap(({ heard }) => heard ?? []).sort((a, b) => b.receivedAtMs - a.receivedAtMs)[0];
    const figure = working?.heard ?? newest;
    if (figure) best[quantity] = quantity.startsWith('prices:') ? completedQuotes(figure, its) : figure;
  }
  return best;
}

function completedQuotes(figure: Sourced<unknown>, answers: readonly Answer[]): Sourced<unknown> {
  const its = answers.find(({ provider }) => provider === figure.provider);
  const quotes = new Map(quotesOf(figure).map((quote) => [quote.coin, quote]));
  const others = answers
    .flatMap(({ heard, doubts }) =>
      heard && heard.provider !== figure.provider ? [{ heard, held: heldCoins(doubts) }] : [],
    )
    .sort((a, b) => b.heard.receivedAtMs - a.heard.receivedAtMs);
  // What stands in for a price that is held back grows old: another one's newer price is better.
  const heldHere = heldCoins(its?.doubts);
  for (const { heard, held } of others)
    for (const quote of quotesOf(heard)) {
      const { coin } = quote;
      const known = quotes.get(coin);
      const atMs = Math.min(quote.atMs, heard.receivedAtMs);
      const isBetter = heldHere.has(coin) && !held.has(coin) && atMs > (known?.atMs ?? 0);
      if (!known || isBetter) quotes.set(coin, { ...quote, atMs, provider: heard.provider });
    }
  return { ...figure, value: [...quotes.values()] };
}

/** The coins whose price is in doubt, and an older one in its place. */
function heldCoins(doubts: Answer['doubts'] = []): ReadonlySet<string> {
  return new Set(doubts.flatMap(({ coin, counted }) => (counted ? [] : [coin])));
}

/** What is stored under a quantity is what its question reads. */
function quotesOf({ value }: Sourced<unknown>): readonly Quote[] {
  return Array.isArray(value) ? value : [];
}
