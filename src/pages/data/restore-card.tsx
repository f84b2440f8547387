import { createSignal, onCleanup, Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import type { BackupErrorKind, RestoreReport } from '../../workers/backup-api.ts';
import { useFleet } from '../fleet-context.ts';
import { restoreMark } from './broken-off.ts';
import type { DataWork } from './create-data-work.ts';
import { FileField } from './file-field.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { WorkBar } from './work-bar.tsx';

/** Brings back what a backup holds and this browser lacks. */
export function RestoreCard(props: { readonly work: DataWork }) {
  const words = text.restore;
  const fleet = useFleet();
  const [file, setFile] = createSignal<File>();
  const [passphrase, setPassphrase] = createSignal('');
  const [asksPassphrase, setAsksPassphrase] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const [report, setReport] = createSignal<RestoreReport>();

  const mark = restoreMark(() => sessionStorage);
  const [brokenOff, setBrokenOff] = createSignal(mark.brokenOff());
  let left = false;
  onCleanup(() => {
    left = true;
  });

  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setAsksPassphrase(false);
    setPassphrase('');
    setRefused(undefined);
    setReport(undefined);
  };
  const refuse = (kind: BackupErrorKind) => {
    if (kind === 'needs-passphrase' || kind === 'wrong-passphrase') setAsksPassphrase(true);
    setRefused(kind === 'other-fleet' ? words.otherFleet[fleet.kind] : words.refused[kind]);
  };
  const start = async () => {
    const chosen = file();
    if (!chosen) return;
    setRefused(undefined);
    setReport(undefined);
    setBrokenOff(undefined);
    mark.begin(chosen.name);
    const answer = await props.work.run(
      'restore',
      (onProgress) => fleet.collector.restoreBackup({ file: chosen, passphrase: passphrase() }, onProgress),
      setRefused,
    );
    // Leaving the page stops it: whoever comes back has not seen what came of it.
    if (!left) mark.end();
    if (!answer) return;
    if ('refused' in answer) refuse(answer.refused);
    else setReport(answer.report);
  };
  return (
    <Card heading={words.heading}>
      <p>{words.what}</p>
      <Show when={brokenOff()}>{(name) => <Notice tone="watch">{words.brokenOff(name())}</Notice>}</Show>
      <FileField label={words.file} accept=".davylamp" onChoose={choose} />
      <Show when={asksPassphrase()}>
        <TextField
          label={text.passphrase}
          hint={words.passphraseHint}
          type="password"
          autocomplete="current-password"
          value={passphrase()}
          onInput={(event) => setPassphrase(event.currentTarget.value)}
        />
      </Show>
      <WorkBar
        work={props.work}
        name="restore"
        start={words.start}
        running={words.running}
        closed={file() === undefined}
        onStart={() => void start()}
      />
      <Show when={refused()}>
        {(why) => (
          <Notice tone="act" live>
            {why()}
          </Notice>
        )}
      </Show>
      <Show when={report()}>{(known) => <RestoredNotice report={known()} />}</Show>
    </Card>
  );
}
