import { createSignal, Show } from 'solid-js';
import { version } from '../../../package.json';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatBytes } from '../../ui/format/bytes.ts';
import { data as text } from '../../ui/text/en/data.ts';
import { useFleet } from '../fleet-context.ts';
import type { DataWork } from './create-data-work.ts';
import styles from './data-page.module.css';
import { LastBackupLine } from './last-backup.tsx';
import { chosenPlace, fileStem, offerFile } from './save-file.ts';
import { WorkBar } from './work-bar.tsx';

/** Everything into one file. */
export function BackupCard(props: { readonly work: DataWork }) {
  const words = text.backup;
  const fleet = useFleet();
  const [passphrase, setPassphrase] = createSignal('');
  const [again, setAgain] = createSignal('');
  const [answer, setAnswer] = createSignal('');
  const [made, setMade] = createSignal(0);
  const differs = () => passphrase() !== '' && again() !== passphrase();

  const make = async () => {
    const sealed = passphrase() === '' ? '' : '-encrypted';
    const name = `${fileStem(fleet.nowMs(), fleet.kind === 'demo')}${sealed}.davylamp`;
    const place = await chosenPlace(name);
    if (place === 'cancelled') return;
    setAnswer('');
    let failed = false;
    const saved = await props.work.run(
      'backup',
      (onProgress) =>
        fleet.collector.makeBackup({ handle: place, passphrase: passphrase(), app: version }, onProgress),
      (why) => {
        failed = true;
        setAnswer(why);
      },
    );
    if (failed) return;
    if (!saved) {
      setAnswer(text.stopped);
      return;
    }
    if (saved.blob) offerFile(saved.blob, name);
    const { leftOut = 0 } = saved;
    setAnswer(
      [words.made(formatBytes(saved.bytes)), ...(leftOut > 0 ? [words.leftOut(leftOut)] : [])].join(' '),
    );
    setMade((count) => count + 1);
  };
  return (
    <Card heading={words.heading}>
      <p>{words.what}</p>
      <LastBackupLine made={made()} />
      <TextField
        label={text.passphrase}
        hint={words.passphraseHint}
        type="password"
        autocomplete="new-password"
        value={passphrase()}
        onInput={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Show when={passphrase() !== ''}>
        <TextField
          label={words.again}
          type="password"
          autocomplete="new-password"
          value={again()}
          problem={again() !== '' && differs() ? words.differs : undefined}
          onInput={(event) => setAgain(event.currentTarget.value)}
        />
      </Show>
      <WorkBar
        work={props.work}
        name="backup"
        start={words.make}
        running={words.making}
        closed={differs()}
        onStart={() => void make()}
      />
      <p role="status" class={styles.status}>
        {answer()}
      </p>
    </Card>
  );
}
