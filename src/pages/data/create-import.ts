import { createEffect, createSignal, on } from 'solid-js';
import type { ImportMapping, ImportSurvey } from '../../domain/file-import/import-file.ts';
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
  const choose = async (chosen: File | undefined) => {
    forget();
    setFile(chosen);
    if (!chosen) return;
    setLooking(true);
    try {
      const answer = await fleet.collector.surveyImport(chosen, ownZone);
      // Another one was chosen meanwhile.
      if (file() !== chosen) return;
      if ('refused' in answer) setRefused(answer.detail);
      else {
        setSurvey(answer.read);
        setMapping(asGuessed(answer.read, guessMiners(answer.read.subjects, miners())));
      }
    } catch (error) {
      console.error('a file could not be looked into', error);
      setRefused(error instanceof Error ? error.message : String(error));
    } finally {
      setLooking(false);
    }
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
  createEffect(on(mapping, (wanted) => wanted && void look(wanted)));
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
  return { choose, start, miners, survey, mapping, setMapping, preview, refused, report, looking };
}

function asGuessed({ columns, time, decimal }: ImportSurvey, miners: ImportMapping['miners']): ImportMapping {
  const guessed = columns.flatMap(({ key, guess }) => (guess ? [[key, guess] as const] : []));
  return { columns: Object.fromEntries(guessed), miners, time, decimal };
}
