import { Match, Show, Switch } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatCount } from '../../ui/format/share-counts.ts';
import { Notice } from '../../ui/notice.tsx';
import { data as text } from '../../ui/text/en/data.ts';
import type { ImportReport } from '../../workers/backup-api.ts';
import { ColumnFields } from './column-fields.tsx';
import type { DataWork } from './create-data-work.ts';
import { createImport } from './create-import.ts';
import styles from './data-page.module.css';
import { FileField } from './file-field.tsx';
import { ImportPreviewTable } from './import-preview.tsx';
import { MinerFields } from './miner-fields.tsx';
import { type MissingChoice, missingChoice } from './missing-choice.ts';
import { ProblemList } from './problem-list.tsx';
import { TableFields } from './table-fields.tsx';
import { TimeFields } from './time-fields.tsx';
import { WorkBar } from './work-bar.tsx';

const words = text.import;

/** Takes over what another program has logged, after its owner has said what is what. */
export function ImportCard(props: { readonly work: DataWork }) {
  const given = createImport(props.work);
  const fieldsOf = new Map<MissingChoice, HTMLElement>();
  const put = (choice: MissingChoice, fields: HTMLElement) => fieldsOf.set(choice, fields);
  return (
    <Card heading={words.heading}>
      <p>{words.what}</p>
      <Show when={given.miners().length > 0} fallback={<p class={styles.hint}>{words.noMiners}</p>}>
        <FileField label={words.file} onChoose={(file) => void given.choose(file)} />
      </Show>
      <Switch>
        <Match when={given.looking() && !given.survey()}>
          <p role="status">{words.reading}</p>
        </Match>
        <Match when={given.refused()}>
          {(why) => (
            <Notice tone="act" live>
              {text.failed(why())}
            </Notice>
          )}
        </Match>
        <Match when={given.report()}>{(report) => <Imported report={report()} />}</Match>
        <Match when={given.survey()}>
          {(survey) => (
            <Show when={given.mapping()}>
              {(mapping) => (
                <>
                  <p role="status">{words.is(words.formats[survey().format], survey().columns.length)}</p>
                  <Show when={survey().table}>
                    {(table) => (
                      <TableFields
                        ref={(fields) => put('times', fields)}
                        table={table()}
                        mapping={mapping()}
                        onLayout={(layout) => void given.setLayout(layout)}
                        onChange={given.setMapping}
                      />
                    )}
                  </Show>
                  <TimeFields survey={survey()} mapping={mapping()} onChange={given.setMapping} />
                  <MinerFields
                    ref={(fields) => put('miners', fields)}
                    survey={survey()}
                    mapping={mapping()}
                    miners={given.miners()}
                    onChange={given.setMapping}
                  />
                  <ColumnFields
                    ref={(fields) => put('columns', fields)}
                    survey={survey()}
                    mapping={mapping()}
                    onChange={given.setMapping}
                  />
                  <Show
                    when={missingChoice(survey(), mapping())}
                    fallback={
                      <Show when={given.preview()}>
                        {(preview) => (
                          <ImportPreviewTable
                            preview={preview()}
                            miners={given.miners()}
                            isLong={survey().format === 'home-assistant' || survey().format === 'prometheus'}
                          />
                        )}
                      </Show>
                    }
                  >
                    {(choice) => (
                      <Notice
                        tone="watch"
                        live
                        action={
                          <Button onClick={() => fieldsOf.get(choice())?.querySelector('select')?.focus()}>
                            {words.toChoice}
                          </Button>
                        }
                      >
                        {words.missingChoice[choice()]}
                      </Notice>
                    )}
                  </Show>
                  <p class={styles.hint}>{words.rule}</p>
                  <WorkBar
                    work={props.work}
                    name="import"
                    start={words.start}
                    running={words.running}
                    closed={
                      (given.preview()?.figures ?? 0) === 0 ||
                      missingChoice(survey(), mapping()) !== undefined
                    }
                    onStart={() => void given.start()}
                  />
                </>
              )}
            </Show>
          )}
        </Match>
      </Switch>
    </Card>
  );
}

function Imported(props: { readonly report: ImportReport }) {
  const stored = () => formatCount(props.report.stored);
  return (
    <>
      <Notice tone={props.report.stopped ? 'watch' : 'good'} live>
        {props.report.stopped
          ? words.stopped(stored())
          : words.done(stored(), formatCount(props.report.known))}
      </Notice>
      <ProblemList tally={props.report} />
    </>
  );
}
