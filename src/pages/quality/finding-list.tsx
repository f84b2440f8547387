import { createMemo, For, Show } from 'solid-js';
import type { QualityFinding } from '../../domain/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import type { LineOptions } from '../../ui/chart/series-line.ts';
import { SeverityBadge } from '../../ui/severity-badge.tsx';
import { quality as text } from '../../ui/text/en/quality.ts';
import type { CheckedQuality } from './create-quality.ts';
import { findingSentence, offerWords, whenWords } from './finding-words.ts';
import styles from './quality-page.module.css';

/** What was found, when, what it was held against, and what can be done. */
export function FindingList(props: {
  readonly findings: readonly QualityFinding[];
  readonly checked: CheckedQuality;
  readonly options: LineOptions;
}) {
  return (
    <ul class={styles.findings}>
      <For each={props.findings}>
        {(finding) => (
          <li class={styles.finding}>
            <p class={styles.head}>
              <SeverityBadge severity={finding.severity} /> <strong>{text.kinds[finding.kind]}</strong>
            </p>
            <p>{findingSentence(finding, props.options)}</p>
            <When finding={finding} />
            <p class={styles.hint}>{text.because(finding.source)}</p>
            <Show when={finding.repair}>
              {(offer) => (
                <div class={styles.repair}>
                  <Button busy={props.checked.busy()} onClick={() => void props.checked.repair(offer())}>
                    {offerWords(offer())}
                  </Button>
                  <span class={styles.hint}>{text.repair.stays}</span>
                </div>
              )}
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function When(props: { readonly finding: QualityFinding }) {
  const when = createMemo(() => whenWords(props.finding));
  return (
    <>
      <Lines lines={when().lines} />
      <Show when={when().more}>
        {(more) => (
          <details class={styles.more}>
            <summary>{more().summary}</summary>
            <Lines lines={more().lines} />
          </details>
        )}
      </Show>
    </>
  );
}

function Lines(props: { readonly lines: readonly string[] }) {
  return (
    <ul class={styles.when}>
      <For each={props.lines}>{(line) => <li>{line}</li>}</For>
    </ul>
  );
}
