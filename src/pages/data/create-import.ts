import { createEffect, createSignal, on } from 'solid-js';
import type { ImportMapping, ImportSurvey, TableLayout } from '../../domain/file-import/import-file.ts';
import type { ImportPreview, ImportReport } from '../../workers/backup-api.ts';
import { useFleet } from '../fleet-context.ts';
import type { DataWork } from './create-data-work.ts';
import { guessMiners } from './miner-guess.ts';

/** One file of another program, from being chosen to being taken over. */
export function createImport(work: DataWork) {
  const fleet = useFleet();
  const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [file, setFile] = createSignal<File>();
  const [survey, setSurvey] = createSignal<ImportSurvey>();
  const [mapping, setMapping] = createSignal<ImportMapping>();
  const [preview, setPreview] = createSignal<ImportPreview>();
  const [refused, setRefused] = createSignal<string>();
  const [report, setReport] = createSignal<ImportReport>();
  const [looking, setLooking] = createSignal(false);
  const miners = () => fleet.view()?.miners.map(({ miner }) => miner) ?? [];

  const forget = () => {
    setSurvey(undefined);
    setMapping(undefined);
    setPreview(undefined);
    setRefused(undefined);
    setReport(undefined);
  };
  /** Looks into a file; what becomes of what it holds is handed over, unless another one was chosen meanwhile. */
  const surveyed = async (
    chosen: File,
    layout: TableLayout | undefined,
    then: (found: ImportSurvey) => void,
  ) => {
    setLooking(true);
    try {
      const answer = await fleet.collector.surveyImport(chosen, ownZone, layout);
      if (file() !== chosen) return;
      if ('refused' in answer) setRefused(answer.detail);
      else then(answer.read);
    } catch (error) {
      console.error('a file could not be looked into', error);
      setRefused(error instanceof Error ? error.message : String(error));
    } finally {
      setLooking(false);
    }
  };
  const choose = async (chosen: File | undefined) => {
    forget();
    setFile(chosen);
    if (!chosen) return;
    await surveyed(chosen, undefined, (found) => {
      setSurvey(found);
      setMapping(asGuessed(found, guessMiners(found.subjects, miners())));
    });
  };
  /** Other columns of the table say when, or which miner it was: what was decided of the others stays. */
  const setLayout = async (layout: TableLayout) => {
    const [chosen, before, decided] = [file(), survey(), mapping()];
    if (!chosen || !before || !decided) return;
    await surveyed(chosen, layout, (found) => {
      const known = { ...guessMiners(found.subjects, miners()), ...decided.miners };
      const guessed = asGuessed(found, known);
      const columns = columnsOf(found, before, decided);
      setSurvey(found);
      setMapping({ ...guessed, columns, layout, decimal: decided.decimal });
    });
  };
  const look = async (wanted: ImportMapping) => {
    const chosen = file();
    if (!chosen) return;
    try {
      const answer = await fleet.collector.previewImport({ file: chosen, zone: ownZone, mapping: wanted });
      if (mapping() === wanted && !('refused' in answer)) setPreview(answer.read);
    } catch (error) {
      console.error('a file could not be read through', error);
    }
  };
  createEffect(
    on(mapping, (wanted) => {
      // Without its times no line can be used: that is said in place of it.
      if (survey()?.table?.layout.at === undefined && survey()?.table) setPreview(undefined);
      else if (wanted) void look(wanted);
    }),
  );
  const start = async () => {
    const chosen = file();
    const wanted = mapping();
    if (!chosen || !wanted) return;
    setReport(undefined);
    const answer = await work.run(
      'import',
      (onProgress) =>
        fleet.collector.importFile({ file: chosen, zone: ownZone, mapping: wanted }, onProgress),
      setRefused,
    );
    if (!answer) return;
    if ('refused' in answer) setRefused(answer.detail);
    else setReport(answer.read);
  };
  return { choose, start, miners, survey, mapping, setMapping, setLayout, preview, refused, report, looking };
}

function asGuessed({ columns, time, decimal }: ImportSurvey, miners: ImportMapping['miners']): ImportMapping {
  const guessed = columns.flatMap(({ key, guess }) => (guess ? [[key, guess] as const] : []));
  return { columns: Object.fromEntries(guessed), miners, time, decimal };
}

/** What the columns are: as decided where they were columns before, too, else as they seem to be. */
function columnsOf(
  { columns }: ImportSurvey,
  before: ImportSurvey,
  decided: ImportMapping,
): ImportMapping['columns'] {
  const asked = new Set(before.columns.map(({ key }) => key));
  return Object.fromEntries(
    columns.flatMap(({ key, guess }) => {
      const choice = asked.has(key) ? decided.columns[key] : guess;
      return choice ? [[key, choice] as const] : [];
    }),
  );
}
