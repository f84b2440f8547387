import type { ModelRecord } from '../../domain/model-record.ts';
import { decimal, places } from '../../ui/format/decimal.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { models as text } from '../../ui/text/en/models.ts';
import { nameOfId } from './model-words.ts';

const words = text.details;

/** `base/room-temperature/1` */
const BASE_ID = /^base\/(.+)\/(\d+)$/;

/** What a model was trained on from, to stand behind its heading. */
export function lineageWords({ parentId, parameters }: Pick<ModelRecord, 'parentId' | 'parameters'>): string {
  if (parentId === undefined) return words.anew;
  const [, base, version] = BASE_ID.exec(parentId) ?? [];
  if (base === undefined || version === undefined) return words.ofModel(nameOfId(parentId));
  return Number(parameters.epochs) > 0 ? words.tuned(base, version) : words.untuned(base, version);
}

/** What the card of a model that came with the app says, as sentences; nothing of others. */
export function cardWords(
  { parentCard }: Pick<ModelRecord, 'parentCard'>,
  locale?: string,
): string | undefined {
  if (!parentCard) return undefined;
  const { homes, days, unseenHomes, mase, ruleMase } = parentCard;
  const count = (figure: number) => formatCount(figure, locale);
  const score = (figure: number) => decimal(figure, places(2), locale);
  const learned = words.card(count(homes), count(days));
  return `${learned} ${words.cardScores(count(unseenHomes), score(mase), score(ruleMase))}`;
}
