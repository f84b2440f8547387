import { For, Show } from 'solid-js';
import { type CsvColumn, csvText } from '../../domain/economics/csv.ts';
import type { ImportProblem } from '../../domain/file-import/import-file.ts';
import { Button } from '../../ui/button.tsx';
import { formatCount } from '../../ui/format/share-counts.ts';
import { data as text } from '../../ui/text/en/data.ts';
import type { ImportTally } from '../../workers/backup-api.ts';
import styles from './data-page.module.css';
import { offerFile } from './save-file.ts';

const words = text.import;
const SHOWN = 8;

/** Which lines of a file cannot be used, and why. */
export function ProblemList(props: { readonly tally: ImportTally }) {
  const reasons = () =>
    Object.entries(words.reasons).flatMap(([reason, name]) => {
      const count = props.tally.problemCounts[reason] ?? 0;
      const lines = props.tally.problems.filter((problem) => problem.reason === reason);
      return count > 0 ? [{ name, count, lines: lines.slice(0, SHOWN) }] : [];
    });
  return (
    <Show when={reasons().length > 0}>
      <div class={styles.problems}>
        <p>{words.problems(formatCount(props.tally.refused))}</p>
        <For each={reasons()}>
          {({ name, count, lines }) => (
            <details>
              <summary>
                {formatCount(count)}: {name}
              </summary>
              <ul class={styles.list}>
                <For each={lines}>
                  {({ line, found, column }) => <li>{words.problem(line, found, column)}</li>}
                </For>
                <Show when={count > lines.length}>
                  <li>{words.moreProblems(count - lines.length)}</li>
                </Show>
              </ul>
            </details>
          )}
        </For>
        <div class={styles.actions}>
          <Button onClick={() => offerFile(problemTable(props.tally), words.problemsFile)}>
            {words.saveProblems}
          </Button>
        </div>
      </div>
    </Show>
  );
}

/** The same as a table: line by line, each with its reason. */
function problemTable({ problems }: ImportTally): Blob {
  const columns: readonly CsvColumn<ImportProblem>[] = [
    { name: 'line', cell: ({ line }) => line },
    { name: 'reason', cell: ({ reason }) => words.reasons[reason] },
    { name: 'column', cell: ({ column }) => column },
    { name: 'found', cell: ({ found }) => found },
  ];
  return new Blob([csvText(columns, problems)], { type: 'text/csv;charset=utf-8' });
}
