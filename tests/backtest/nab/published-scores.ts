import { filesLike, tableOf } from '../forecast/recorded-table.ts';

/** What was published of one detector on one series (numenta/NAB `results/<detector>/<detector>_standard_scores.csv`). */
export interface PublishedScore {
  readonly detector: string;
  readonly name: string;
  readonly raw: number;
  readonly truePositives: number;
  readonly falsePositives: number;
}

const COLUMNS = ['detector', 'file', 'raw_score', 'tp', 'fp'] as const;

/** Of a folder's `standard_scores_per_file.csv`; none where there is no such file. */
export function publishedScores(folder: string): readonly PublishedScore[] {
  const [file] = filesLike(folder, /^standard_scores_per_file\.csv$/);
  if (!file) return [];
  const { columns, rows } = tableOf(file);
  const places = COLUMNS.map((name) => columns.indexOf(name));
  return rows.map((row) => {
    const [detector = '', name = '', raw, tp, fp] = places.map((place) => row[place] ?? '');
    return { detector, name, raw: Number(raw), truePositives: Number(tp), falsePositives: Number(fp) };
  });
}

/** Sum of the raw scores of each detector that has one for every series. */
export function publishedSums(
  scores: readonly PublishedScore[],
  names: readonly string[],
): ReadonlyMap<string, number> {
  const raws = new Map<string, number[]>();
  for (const { detector, name, raw } of scores)
    if (names.includes(name)) raws.set(detector, [...(raws.get(detector) ?? []), raw]);
  return new Map(
    [...raws]
      .filter(([, all]) => all.length === names.length)
      .map(([detector, all]) => [detector, all.reduce((sum, raw) => sum + raw, 0)]),
  );
}
