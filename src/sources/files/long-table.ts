import type {
  FileRow,
  ImportColumn,
  ImportFormat,
  ImportProblem,
  TimeChoice,
} from '../../domain/file-import/import-file.ts';
import type { OpenedFile, RowBatch } from '../../domain/file-import/opened-file.ts';
import { guessColumn } from './series-guess.ts';

/** One value of one quantity at one moment, as a file tells it. */
export interface LongPoint {
  readonly line: number;
  /** Name of the entity or metric. */
  readonly key: string;
  readonly at: string;
  readonly text: string;
}

/** What is known of a quantity beside its values. */
export interface LongKey {
  readonly subject: string;
  readonly unit?: string | undefined;
  /** To guess by, where the key has more in it. */
  readonly name?: string | undefined;
}

export interface LongBatch {
  readonly points: readonly LongPoint[];
  readonly problems: readonly ImportProblem[];
  readonly done: number;
}

const SAMPLES = 40;
const PREVIEW_ROWS = 8;
/** A whole house has a thousand entities; who exports more has chosen none. */
const MOST_COLUMNS = 2_000;

/**
 * A file with a line for each value, rather than for each moment: its quantities become columns, and each line a row
 * with one cell.
 */
export async function openLongFile(
  format: ImportFormat,
  time: TimeChoice,
  batches: () => AsyncIterable<LongBatch>,
  about: (key: string) => LongKey,
): Promise<OpenedFile> {
  const places = new Map<string, number>();
  const known: { readonly key: string; readonly about: LongKey; readonly samples: string[] }[] = [];
  const first: LongPoint[] = [];
  for await (const { points } of batches()) {
    for (const point of points) {
      const place = places.get(point.key);
      if (place !== undefined) {
        const samples = known[place]?.samples;
        if (samples && samples.length < SAMPLES) samples.push(point.text);
        continue;
      }
      if (known.length >= MOST_COLUMNS) continue;
      places.set(point.key, known.length);
      known.push({ key: point.key, about: about(point.key), samples: [point.text] });
      if (first.length < PREVIEW_ROWS) first.push(point);
    }
  }
  const columns = known.map(
    ({ key, about: { subject, name, unit }, samples }): ImportColumn => ({
      key,
      subject,
      samples: samples.slice(0, 3),
      ...guessColumn(name ?? key, samples, '.', unit),
    }),
  );
  const row = ({ line, key, at, text }: LongPoint): FileRow | undefined => {
    const from = places.get(key);
    const subject = from === undefined ? undefined : known[from]?.about.subject;
    return from === undefined || subject === undefined
      ? undefined
      : { line, at, subject, from, cells: [text] };
  };
  return {
    survey: {
      format,
      columns: withoutDoublesOf(
        columns,
        known.map(({ about: { subject } }) => subject),
      ),
      subjects: [...new Set(known.map(({ about: { subject } }) => subject))],
      time,
      decimal: '.',
      asksZone: false,
      rows: first.flatMap((point) => row(point) ?? []),
    },
    batches: async function* (): AsyncGenerator<RowBatch> {
      for await (const { points, problems, done } of batches())
        yield { rows: points.flatMap((point) => row(point) ?? []), problems, done };
    },
  };
}

/** Of one miner each series is taken from one quantity: the first that seems to be it. */
function withoutDoublesOf(
  columns: readonly ImportColumn[],
  subjects: readonly string[],
): readonly ImportColumn[] {
  const taken = new Set<string>();
  return columns.map((column, place) => {
    if (!column.guess) return column;
    const name = `${subjects[place]} ${column.guess.series}`;
    if (!taken.has(name)) {
      taken.add(name);
      return column;
    }
    const { guess: _, ...rest } = column;
    return { ...rest, note: 'same-as-another' };
  });
}
