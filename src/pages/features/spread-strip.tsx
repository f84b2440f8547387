import { Show } from 'solid-js';
import type { FeatureSpread } from '../../workers/learner-api.ts';
import styles from './features-page.module.css';

const WIDTH = 120;
const HEIGHT = 28;

/** How often a feature was where in 30 days, as bars, with the middle half beneath them and where it stands now. */
export function SpreadStrip(props: {
  readonly spread: FeatureSpread;
  readonly value: number;
  readonly label: string;
}) {
  const place = (value: number) => {
    const { lowest, highest } = props.spread;
    if (!(highest > lowest)) return WIDTH / 2;
    return Math.min(WIDTH - 1.5, Math.max(1.5, (WIDTH * (value - lowest)) / (highest - lowest)));
  };
  const bars = () => {
    const { bins } = props.spread;
    const most = Math.max(...bins);
    const wide = bins.length === 1 ? 6 : WIDTH / bins.length;
    const from = bins.length === 1 ? (WIDTH - wide) / 2 : 0;
    return bins
      .map((count, at) => {
        // One value is still to be seen beside thousands.
        const high = count === 0 ? 0 : Math.max(1.5, (20 * count) / most);
        return `M${from + at * wide + 0.5} 22v${-high}h${wide - 1}v${high}z`;
      })
      .join('');
  };
  const middle = () => [place(props.spread.quantiles[1]), place(props.spread.quantiles[3])] as const;
  return (
    <svg
      class={styles.spread}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={props.label}
    >
      <path class={styles.bars} d={bars()} />
      <path class={styles.middle} d={`M${middle()[0]} 25.5H${Math.max(middle()[1], middle()[0] + 1)}`} />
      <Show when={!Number.isNaN(props.value)}>
        <path class={styles.now} d={`M${place(props.value)} 1v26`} />
      </Show>
    </svg>
  );
}
