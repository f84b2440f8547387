import { For, Show } from 'solid-js';
import type { Contest, ContestBand, ContestEntry, Forecast } from '../../domain/forecast.ts';
import { Card } from '../../ui/card.tsx';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { decimal, places } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { TermNotes } from '../../ui/term-notes.tsx';
import { forecast as text } from '../../ui/text/en/forecast.ts';
import { FiguresTable } from '../pay/figures-table.tsx';
import { type ShownMoney, shownSigned } from '../pay/shown-money.ts';
import { differenceFigure, type FigureOptions } from './forecast-figure.ts';
import styles from './forecast-page.module.css';
import { ended } from './lack-words.ts';
import { bandWords, isAllKnown, pFigure, speakerName, spokenBands, whyWords } from './speaker-words.ts';

const words = text.speaker;
const TERMS = [text.terms.mae, text.terms.mase, text.terms.p, text.terms.coverage, text.terms.gain];

/** Who speaks for each part of the horizon, and why. */
export function ContestCard(props: { readonly forecast: Forecast; readonly contest: Contest | undefined }) {
  const isKnown = () => isAllKnown(props.forecast);
  return (
    <Card heading={words.heading}>
      <Show when={isKnown()}>
        <p>{words.allKnown}</p>
      </Show>
      <Show when={!isKnown() && props.contest} fallback={isKnown() ? undefined : <p>{words.none}</p>}>
        {(contest) => (
          <>
            <ul class={styles.bands}>
              <For each={spokenBands(contest(), props.forecast)}>
                {(band, i) => (
                  <li>
                    <strong>{bandWords(band, props.forecast.target)}.</strong>{' '}
                    {whyWords(props.forecast.speakers[i()] ?? band.speaker, band, contest())}
                  </li>
                )}
              </For>
            </ul>
            <p class={styles.hint}>
              {words.held(formatDayAndClock(contest().heldAtMs), formatCount(contest().origins))}
            </p>
          </>
        )}
      </Show>
    </Card>
  );
}

/** Bands that begin within what is shown, by how far ahead of the last known step they are. */
function shownBands({ bands }: Contest, { steps }: Forecast): readonly ContestBand[] {
  return bands.filter(({ fromStep }) => fromStep <= steps.length);
}

/** The contest that decided who speaks, in figures. */
export function ContestFigures(props: {
  readonly forecast: Forecast;
  readonly contest: Contest;
  readonly options: FigureOptions & { readonly money: ShownMoney };
  /** At what price of bitcoin gains are in satoshi, where they are. */
  readonly satsBasis: string | undefined;
}) {
  return (
    <Card>
      <details class={styles.figures}>
        <summary>
          <h2>{words.open}</h2>
        </summary>
        <TermNotes heading={text.terms.heading} terms={TERMS} />
        <p class={styles.hint}>{words.decisions[props.contest.decision ?? 'none']}</p>
        <For each={shownBands(props.contest, props.forecast)}>
          {(band) => <BandTable {...props} band={band} />}
        </For>
        <Show when={props.satsBasis}>{(basis) => <p class={styles.hint}>{basis()}</p>}</Show>
      </details>
    </Card>
  );
}

function BandTable(props: {
  readonly band: ContestBand;
  readonly forecast: Forecast;
  readonly options: FigureOptions & { readonly money: ShownMoney };
}) {
  const { columns } = words;
  const money = (amount: number) => shownSigned(amount, props.options.money);
  const cells = ({ verdict, scores, p, gainPerDay }: ContestEntry): readonly string[] => [
    words.verdicts[verdict],
    differenceFigure(scores.mae, props.forecast.target.unit, props.options),
    decimal(scores.mase, places(2)),
    pFigure(p) || text.none,
    formatPercent(scores.coverage80),
    gainPerDay
      ? words.gain(money(gainPerDay.mean), money(gainPerDay.low80), money(gainPerDay.high80))
      : text.none,
  ];
  return (
    <section>
      <h3>{bandWords(props.band, props.forecast.target)}</h3>
      <FiguresTable
        caption={words.table}
        first={columns.name}
        heads={[columns.verdict, columns.mae, columns.mase, columns.p, columns.coverage, columns.gain]}
        rows={props.band.entries.map((entry) => ({ name: speakerName(entry.speaker), cells: cells(entry) }))}
      />
      <For each={props.band.entries.filter(({ detail }) => detail !== undefined)}>
        {({ speaker, detail = '' }) => (
          <p class={styles.hint}>{words.detail(speakerName(speaker), ended(detail))}</p>
        )}
      </For>
    </section>
  );
}
