import { createMemo, createSignal, For, Index, Show } from 'solid-js';
import type { HealthFinding, HealthStrip } from '../../domain/health/health-report.ts';
import { Button } from '../../ui/button.tsx';
import { timeTicks } from '../../ui/chart/time-axis.ts';
import { formatDay } from '../../ui/format/clock-time.ts';
import { decimal } from '../../ui/format/decimal.ts';
import { type ChipCursor, chipKey } from '../../ui/heat-map/chip-cursor.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthFindings } from '../../ui/text/en/health-findings.ts';
import { createNarrow } from './create-narrow.ts';
import { goToFinding } from './finding-anchor.ts';
import type { MinerNames } from './miner-names.ts';
import styles from './strip-card.module.css';
import { StripTable } from './strip-table.tsx';
import { cellRange, cellWords, coarserStrip, dayMarks, findingsWithin, STRIP_CELLS } from './strip-words.ts';
import { Subject } from './subject.tsx';
import { stripGist } from './subject-gists.ts';

const text = health.strip;
const HOUR_MS = 3_600_000;
/** Between two dates below the strip, days: as many as fit on a phone. */
const MARK_EVERY_DAYS = 7;
/** Squares of six hours are too narrow for a phone, where a month is drawn by days. */
const STEPS_ON_PHONE = 4;

/** How each miner did over the last weeks: one row a miner, one square a step, told by colour, mark, word and table. */
export function StripCard(props: {
  readonly strip: HealthStrip;
  readonly findings: readonly HealthFinding[];
  readonly names: MinerNames;
}) {
  const isNarrow = createNarrow();
  const strip = createMemo(() => (isNarrow() ? coarserStrip(props.strip, STEPS_ON_PHONE) : props.strip));
  const rows = createMemo(() => strip().rows.filter(({ minerId }) => props.names.has(minerId)));
  const steps = () => Math.max(0, ...rows().map(({ cells }) => cells.length));
  const label = () => {
    const { fromMs, stepMs } = strip();
    return text.label(formatDay(fromMs), formatDay(fromMs + steps() * stepMs));
  };
  return (
    <Subject name="strip" heading={text.heading} gist={stripGist(rows())}>
      <Show when={steps() > 0} fallback={<p>{text.none}</p>}>
        <p class={styles.hint}>{text.hint(decimal(strip().stepMs / HOUR_MS))}</p>
        <Field {...props} strip={strip()} rows={rows()} steps={steps()} label={label()} />
        <Legend />
        <StripTable rows={rows()} stepMs={strip().stepMs} names={props.names} />
      </Show>
    </Subject>
  );
}

/** The squares, and what the one that is read says. An application to screen readers, so that arrow keys reach us. */
function Field(props: {
  readonly strip: HealthStrip;
  readonly findings: readonly HealthFinding[];
  readonly names: MinerNames;
  readonly rows: HealthStrip['rows'];
  readonly steps: number;
  readonly label: string;
}) {
  const [cursor, setCursor] = createSignal<ChipCursor>();
  const [announced, announce] = createSignal('');
  const read = createMemo(() => {
    const at = cursor();
    const row = at && props.rows[at.row];
    const cell = row?.cells[at?.cell ?? 0];
    if (!at || !row || !cell) return undefined;
    const range = cellRange(props.strip, at.cell);
    return {
      words: cellWords(props.names.get(row.minerId) ?? '', range, cell),
      findings: findingsWithin(props.findings, row.minerId, range),
    };
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = chipKey(
      event.key,
      props.rows.map(({ cells }) => cells.length),
      cursor(),
    );
    if (!next) return;
    event.preventDefault();
    setCursor(next);
    // Only what a key asked for is said aloud.
    announce(read()?.words ?? '');
  };
  const point = ({ target }: PointerEvent) => {
    const at = target instanceof HTMLElement ? placeOf(target) : undefined;
    if (at) setCursor(at);
  };
  return (
    <>
      <div
        class={styles.field}
        role="application"
        tabindex="0"
        aria-label={props.label}
        aria-description={text.keys}
        onKeyDown={onKeyDown}
        onPointerDown={point}
        onPointerMove={(event) => event.buttons > 0 && point(event)}
      >
        <Index each={props.rows}>
          {(row, place) => (
            <div class={styles.row}>
              <div class={styles.name}>{props.names.get(row().minerId)}</div>
              <div class={styles.cells} style={{ '--steps': props.steps }} data-row={place}>
                <Index each={row().cells}>
                  {(cell, step) => (
                    <span
                      class={styles.cell}
                      data-cell={cell()}
                      data-read={cursor()?.row === place && cursor()?.cell === step}
                    />
                  )}
                </Index>
              </div>
            </div>
          )}
        </Index>
        <Days strip={props.strip} steps={props.steps} />
      </div>
      <div class={styles.read}>
        <Show when={read()} fallback={<p class={styles.hint}>{text.keys}</p>}>
          {(then) => <Reading words={then().words} findings={then().findings} />}
        </Show>
      </div>
      <p class="visually-hidden" aria-live="polite">
        {announced()}
      </p>
    </>
  );
}

function Reading(props: { readonly words: string; readonly findings: readonly HealthFinding[] }) {
  return (
    <>
      <p class={styles.words}>{props.words}</p>
      <For each={props.findings} fallback={<p class={styles.hint}>{text.nothingThen}</p>}>
        {(finding) => (
          <Button look="quiet" onClick={() => goToFinding(finding)}>
            {text.goTo(healthFindings.troubles[finding.trouble])}
          </Button>
        )}
      </For>
    </>
  );
}

/** Dates below the squares. */
function Days(props: { readonly strip: HealthStrip; readonly steps: number }) {
  return (
    <div class={styles.days} aria-hidden="true">
      <For each={dayMarks(props.strip, props.steps, MARK_EVERY_DAYS)}>
        {({ cell, atMs }) => (
          <span style={{ left: `${(100 * cell) / props.steps}%` }}>{timeTicks([atMs], 24 * HOUR_MS)[0]}</span>
        )}
      </For>
    </div>
  );
}

function Legend() {
  return (
    <ul class={styles.legend} aria-label={text.legend}>
      <For each={STRIP_CELLS}>
        {(cell) => (
          <li>
            <span class={styles.cell} data-cell={cell} aria-hidden="true" /> {text.cells[cell]}
          </li>
        )}
      </For>
    </ul>
  );
}

/** Which square a pointer is on: its place among its siblings, and the row that they are in. */
function placeOf(element: HTMLElement): ChipCursor | undefined {
  const row = element.parentElement?.dataset.row;
  if (row === undefined || !element.parentElement) return undefined;
  return { row: Number(row), cell: [...element.parentElement.children].indexOf(element) };
}
