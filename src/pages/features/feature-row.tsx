import { Show } from 'solid-js';
import { formatAge } from '../../ui/format/age.ts';
import { formatDayAndClock } from '../../ui/format/clock-time.ts';
import { Icon } from '../../ui/icon.tsx';
import { features as text } from '../../ui/text/en/features.ts';
import type { FeatureList, FeatureStanding, FeatureWords } from '../../workers/learner-api.ts';
import { FeatureDetails } from './feature-details.tsx';
import { type FigureUnits, featureFigure } from './feature-figure.ts';
import { featureLabel } from './feature-label.ts';
import styles from './features-page.module.css';
import { missingWords } from './missing-words.ts';
import { firstSentence, spokenFormula } from './spoken-formula.ts';
import { SpreadStrip } from './spread-strip.tsx';

const STEP_MS = { hour: 3_600_000, day: 86_400_000 } as const;

export interface ShownFeatures {
  readonly list: FeatureList;
  readonly standings: ReadonlyMap<string, FeatureStanding>;
  readonly untold: ReadonlySet<string>;
  readonly units: FigureUnits;
  /** To ten seconds: what is written is no finer for rows of a minute. */
  readonly nowMs: number;
  readonly isOpen: (name: string) => boolean;
  readonly onToggle: (name: string, open: boolean) => void;
  readonly onShow: (name: string) => void;
}

/** One feature: what it is, how it stands, how fresh that is; opened, all that there is to know of it. */
export function FeatureRow(props: { readonly feature: FeatureWords; readonly shown: ShownFeatures }) {
  const { feature } = props;
  const standing = () => props.shown.standings.get(feature.name);
  const figure = (value: number | undefined) => featureFigure(value, feature, props.shown.units);
  const isKnown = () => !Number.isNaN(standing()?.value ?? Number.NaN);
  const age = (endMs: number | undefined) =>
    endMs === undefined ? '' : formatAge(props.shown.nowMs - endMs);
  return (
    <li id={`feature-${feature.name}`} class={styles.row}>
      <details
        open={props.shown.isOpen(feature.name)}
        onToggle={(event) => props.shown.onToggle(feature.name, event.currentTarget.open)}
      >
        <summary class={styles.summary}>
          <span class={styles.what}>
            <span class={styles.label}>{featureLabel(feature)}</span>
            <span class={styles.formula}>
              {firstSentence(spokenFormula(feature.formula, props.shown.list.features))}
            </span>
          </span>
          <span class={styles.figure} data-known={isKnown()}>
            <span class={styles.value}>{isKnown() ? figure(standing()?.value) : text.missing}</span>
            <span class={styles.hint}>
              <Show when={isKnown()} fallback={<LastKnown {...{ standing, figure, age }} />}>
                {rowWords(feature, standing()?.endMs) ?? text.fresh(age(standing()?.endMs))}
              </Show>
            </span>
          </span>
          <span class={styles.lies}>
            <Show when={standing()?.spread} fallback={<span class={styles.hint}>{text.noSpread}</span>}>
              {(spread) => (
                <SpreadStrip
                  spread={spread()}
                  value={standing()?.value ?? Number.NaN}
                  label={`${text.spread(
                    figure(spread().quantiles[0]),
                    figure(spread().quantiles[2]),
                    figure(spread().quantiles[4]),
                  )}${isKnown() ? ` ${text.spreadNow(figure(standing()?.value))}` : ''}`}
                />
              )}
            </Show>
          </span>
          <Remarks feature={feature} shown={props.shown} isKnown={isKnown()} standing={standing()} />
        </summary>
        <Show when={props.shown.isOpen(feature.name)}>
          <FeatureDetails
            feature={feature}
            list={props.shown.list}
            standing={standing()}
            figure={figure}
            onShow={props.shown.onShow}
          />
        </Show>
      </details>
    </li>
  );
}

/** Of the calendar it says which hour or day it is of: the hour 3, of 3 to 4 o'clock, is not "36 minutes ago". */
function rowWords({ step, inputs }: FeatureWords, endMs: number | undefined): string | undefined {
  if (endMs === undefined || step === 'minute' || inputs.some(({ from }) => from !== 'fact'))
    return undefined;
  return text.ofRow[step](formatDayAndClock(endMs - STEP_MS[step]));
}

function LastKnown(props: {
  readonly standing: () => FeatureStanding | undefined;
  readonly figure: (value: number | undefined) => string;
  readonly age: (endMs: number | undefined) => string;
}) {
  return (
    <Show when={props.standing()?.knownMs} fallback={text.never}>
      {(knownMs) => text.lastKnown(props.figure(props.standing()?.known), props.age(knownMs()))}
    </Show>
  );
}

/** What is to be said besides: how the value came about, or why there is none. */
function Remarks(props: {
  readonly feature: FeatureWords;
  readonly shown: ShownFeatures;
  readonly isKnown: boolean;
  readonly standing: FeatureStanding | undefined;
}) {
  const words = () => {
    const flags = (props.standing?.flags ?? []).filter((flag) => flag !== 'missing');
    const said = flags.map((flag) => text.flags[flag]).join(', ');
    if (props.isKnown) return said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
    return missingWords(props.feature, props.shown);
  };
  return (
    <Show when={words()}>
      <span class={styles.remark}>
        <Icon name={props.isKnown ? 'info' : 'lost'} size="1em" /> {words()}
      </span>
    </Show>
  );
}
