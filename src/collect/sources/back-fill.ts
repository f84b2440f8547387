import { type PastSpan, pastSpanOf } from '../../domain/past-span.ts';
import { SourceError } from '../../domain/source-error.ts';
import type { Source } from '../../sources/source.ts';
import type { Question, SeriesPart } from './question.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So much of the past is fetched at first use, and kept up to now from then on. */
const PAST_MS = 90 * DAY_MS;
/** The past is complete; what has passed since is asked for once a day. */
const PAST_FRESH_MS = DAY_MS;
/** What has passed since the last full hour but one waits for the next time. */
const UP_TO_NOW_MS = 2 * HOUR_MS;

/** [fromMs, toMs), epoch ms. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The piece of a provider's past that a moment is in: its day, its file, so much as one answer holds. */
export type PieceAt = (atMs: number) => Piece;

/** Pieces of one length, as many as one answer holds, cut at the same moments for everybody. */
export function piecesOf(lengthMs: number): PieceAt {
  return (atMs) => {
    const fromMs = Math.floor(atMs / lengthMs) * lengthMs;
    return { fromMs, toMs: fromMs + lengthMs };
  };
}

/**
 * A question for ninety days of the past, piece by piece as its provider tells it: the newest first, each as soon as the
 * provider may be asked again, then what has passed since, day by day. How far it came is kept with its answers, so that
 * it goes on from there after a restart.
 * @param ask what is asked for one piece, no more of it than is wanted
 * @param parts the points that its answer holds
 */
export function asksPast<Ask, Told>(
  quantity: string,
  source: Source<Ask, Told>,
  pieceAt: PieceAt,
  ask: (piece: Piece) => Ask,
  parts: (told: Told, receivedAtMs: number) => readonly SeriesPart[],
): Question<PastSpan> {
  return {
    quantity,
    provider: source.provider,
    freshMs: PAST_FRESH_MS,
    errandAt(nowMs, _key, before) {
      const known = pastSpanOf(before);
      const piece = nextPiece(known, nowMs, pieceAt);
      const asked = ask(piece);
      return {
        request: source.request(asked),
        read(reply) {
          const told = orNothing(piece, nowMs, () => parts(source.parse(reply, asked), reply.receivedAtMs));
          const value = spanAfter(known, piece, nowMs, told);
          return { value, past: told, more: !isComplete(value, nowMs) };
        },
      };
    },
  };
}

/** What is asked for next: what has passed since, then what is older, newest first. */
export function nextPiece(known: PastSpan | undefined, nowMs: number, pieceAt: PieceAt): Piece {
  const untilMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const sinceMs = untilMs - PAST_MS;
  // Nothing yet, or so long ago that it would leave a hole, or by a clock that was ahead.
  if (!known || isOfNoUse(known, nowMs)) {
    const { fromMs } = pieceAt(untilMs - 1);
    return { fromMs: Math.max(fromMs, sinceMs), toMs: untilMs };
  }
  if (untilMs - known.toMs < UP_TO_NOW_MS && known.fromMs > sinceMs) {
    const { fromMs } = pieceAt(known.fromMs - 1);
    return { fromMs: Math.max(fromMs, sinceMs), toMs: known.fromMs };
  }
  const fromMs = Math.min(known.toMs, untilMs - HOUR_MS);
  return { fromMs, toMs: Math.min(pieceAt(fromMs).toMs, untilMs) };
}

function isOfNoUse({ toMs }: PastSpan, nowMs: number): boolean {
  return toMs < nowMs - PAST_MS || toMs > nowMs + HOUR_MS;
}

function isComplete({ fromMs, toMs }: PastSpan, nowMs: number): boolean {
  return fromMs <= nowMs - PAST_MS && toMs > nowMs - UP_TO_NOW_MS;
}

function spanAfter(
  known: PastSpan | undefined,
  piece: Piece,
  nowMs: number,
  told: readonly SeriesPart[],
): PastSpan {
  const points = told.reduce((sum, part) => sum + part.points.length, 0);
  const missingMs = points === 0 ? piece.toMs - piece.fromMs : 0;
  if (!known || isOfNoUse(known, nowMs)) return { ...piece, points, missingMs };
  return {
    fromMs: Math.min(known.fromMs, piece.fromMs),
    toMs: Math.max(known.toMs, piece.toMs),
    points: known.points + points,
    missingMs: known.missingMs + missingMs,
  };
}

/** A provider that has nothing of a day long gone will not have it tomorrow: that piece is missing, and the rest is not. */
function orNothing(
  { toMs }: Piece,
  nowMs: number,
  parts: () => readonly SeriesPart[],
): readonly SeriesPart[] {
  try {
    return parts();
  } catch (error) {
    const isNone = error instanceof SourceError && (error.kind === 'not-yet' || error.kind === 'not-found');
    if (isNone && toMs < nowMs - DAY_MS) return [];
    throw error;
  }
}
