import { For, type JSX, Show } from 'solid-js';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { features as text } from '../../ui/text/en/features.ts';
import type { FeatureList, FeatureStanding, FeatureWords } from '../../workers/learner-api.ts';
import { featureLabel } from './feature-label.ts';
import styles from './features-page.module.css';
import { seriesName } from './series-name.ts';
import { spokenFormula } from './spoken-formula.ts';

type Input = FeatureWords['inputs'][number];

/** Everything that is to be known of one feature. */
export function FeatureDetails(props: {
  readonly feature: FeatureWords;
  readonly list: FeatureList;
  readonly standing: FeatureStanding | undefined;
  readonly figure: (value: number) => string;
  /** Shows another feature of the same thing. */
  readonly onShow: (name: string) => void;
}) {
  const { feature } = props;
  const span = (ms: number) => formatRoughDuration(ms / 1000);
  const spread = () => props.standing?.spread;
  return (
    <dl class={styles.details}>
      <Fact what={text.detail.formula}>{spokenFormula(feature.formula, props.list.features)}</Fact>
      <Fact what={text.detail.source}>{feature.source}</Fact>
      <Fact what={text.detail.inputs}>
        <ul class={styles.inputs}>
          <For each={feature.inputs}>
            {(input) => (
              <li>
                <InputWords input={input} list={props.list} onShow={props.onShow} />
              </li>
            )}
          </For>
        </ul>
      </Fact>
      <Fact what={text.detail.step}>{text.steps[feature.step]}</Fact>
      <Fact what={text.detail.window}>
        {feature.windowMs > 0 ? span(feature.windowMs) : text.detail.ownRow}
      </Fact>
      <Fact what={text.detail.range}>{rangeWords(feature.range, props.figure)}</Fact>
      <Fact what={text.detail.outlier}>{text.outliers[feature.outlier]}</Fact>
      <Fact what={text.detail.missing}>
        {feature.missing.rule === 'hold'
          ? text.detail.hold(span(feature.missing.forMs), feature.missing.reason)
          : text.detail.absent}
      </Fact>
      <Show when={spread()}>
        {(its) => (
          <Fact what={text.detail.spread}>{text.detail.quantiles(its().quantiles.map(props.figure))}</Fact>
        )}
      </Show>
      <Show when={props.standing}>
        {(its) => (
          <Fact what={text.detail.rows}>
            {text.detail.rowsOf(formatCount(its().missing), formatCount(its().rows))}
          </Fact>
        )}
      </Show>
      <Fact what={text.detail.version}>{feature.version}</Fact>
      <Fact what={text.detail.name}>
        <code>{feature.name}</code>
      </Fact>
    </dl>
  );
}

/** Beyond it an end is only there to keep nonsense out. */
const NO_END = 1e9;

function rangeWords([least, greatest]: FeatureWords['range'], figure: (value: number) => string): string {
  if (greatest < NO_END) return text.detail.between(figure(least), figure(greatest));
  return least > -NO_END ? text.detail.from(figure(least)) : text.detail.any;
}

function Fact(props: { readonly what: string; readonly children: JSX.Element }) {
  return (
    <div>
      <dt>{props.what}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function InputWords(props: {
  readonly input: Input;
  readonly list: FeatureList;
  readonly onShow: (name: string) => void;
}) {
  const { input, list } = props;
  const labelOf = (name: string) => {
    const other = list.features.find((each) => each.name === name);
    return other ? featureLabel(other) : name;
  };
  const meaning = (name: string) => list.told[name] ?? name;
  switch (input.from) {
    case 'feature':
      return (
        <a
          href={`#feature-${input.name}`}
          on:click={(event: MouseEvent) => {
            // The router would take it for a change of page.
            event.preventDefault();
            props.onShow(input.name);
          }}
        >
          {labelOf(input.name)}
        </a>
      );
    case 'linked':
      return (
        <>
          {labelOf(input.name)} {text.linked[input.entity]}
        </>
      );
    case 'series':
      return <>{text.series(text.stats[input.stat], seriesName(input.series))}</>;
    case 'ahead':
      return <>{text.detail.ahead(meaning(input.series), formatRoughDuration(input.aheadMs / 1000))}</>;
    case 'outside':
      return <>{meaning(input.series)}</>;
    case 'fact':
      return <>{meaning(input.name)}</>;
  }
}
