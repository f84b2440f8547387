import type { ImportMapping, ImportProblem } from '../../src/domain/file-import/import-file.ts';
import type { OpenedFile } from '../../src/domain/file-import/opened-file.ts';
import { SERIES } from '../../src/domain/series.ts';
import { MappedRows } from '../../src/sources/files/mapped-rows.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 23);

/** The mapping that an owner gets who changes nothing; each of the file's miners is one of ours by the same name. */
function asGuessed({ survey }: OpenedFile): ImportMapping {
  return {
    columns: Object.fromEntries(survey.columns.flatMap(({ key, guess }) => (guess ? [[key, guess]] : []))),
    miners: Object.fromEntries(survey.subjects.map((subject) => [subject, subject || 'only'])),
    time: survey.time,
    decimal: survey.decimal,
  };
}

/** What is taken over of a file, each figure in words. */
export async function taken(file: OpenedFile, mapping = asGuessed(file)) {
  const perColumn = file.survey.format === 'home-assistant' || file.survey.format === 'prometheus';
  const mapped = new MappedRows(file.survey.columns, mapping, NOW_MS, { perColumn });
  const values: string[] = [];
  const problems: ImportProblem[] = [];
  for await (const batch of file.batches()) {
    problems.push(...batch.problems);
    for (const row of batch.rows) {
      const read = mapped.read(row);
      problems.push(...read.problems);
      for (const { minerId, atMs, series, value } of read.values)
        values.push(`${minerId} ${new Date(atMs).toISOString()} ${SERIES[series]?.name} ${value}`);
    }
  }
  problems.sort((a, b) => a.line - b.line);
  return {
    values,
    problems: problems.map(({ line, reason, found }) => `${line} ${reason} ${found}`),
    mapped,
  };
}
