import type { ImportMapping, ImportSurvey } from '../../domain/file-import/import-file.ts';

/** What a file has to be told before anything of it can be used. */
export type MissingChoice = 'times' | 'columns' | 'miners';

/** The first choice without which nothing of a file can be used; undefined where none is missing. */
export function missingChoice(survey: ImportSurvey, mapping: ImportMapping): MissingChoice | undefined {
  if (survey.table && survey.table.layout.at === undefined) return 'times';
  if (Object.keys(mapping.columns).length === 0) return 'columns';
  return subjectsAsked(survey, mapping).some((subject) => mapping.miners[subject] !== undefined)
    ? undefined
    : 'miners';
}

/** The file's words for miners of which any chosen column tells: a room or a lamp beside them is none. */
export function subjectsAsked(survey: ImportSurvey, mapping: ImportMapping): readonly string[] {
  const told = survey.columns.filter(({ key }) => mapping.columns[key] !== undefined);
  return survey.subjects.filter((subject) =>
    told.some((column) => column.subject === undefined || column.subject === subject),
  );
}

/** Does a file tell nothing of this subject but how warm the room is? */
export function isRoom(survey: ImportSurvey, mapping: ImportMapping, subject: string): boolean {
  const told = survey.columns.flatMap((column) => {
    const choice = mapping.columns[column.key];
    return choice && column.subject === subject ? [choice.series] : [];
  });
  return told.length > 0 && told.every((series) => series === 'roomTempC');
}
