import { createSignal, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { tune } from '../../ui/text/en/tune.ts';
import { useToast } from '../../ui/toast.tsx';
import type { TuningPicture } from '../../workers/tuning-api.ts';
import styles from './tune-page.module.css';
import { clockWords, energyWords } from './tuning-words.ts';

const text = tune.silicon;
/** An interval this wide tells nothing. */
const NOTHING_KNOWN = 0.9;

/** How good this chip is against what its maker ships, and the same as a text that names nobody. */
export function SiliconCard(props: {
  readonly silicon: NonNullable<TuningPicture['silicon']>;
  readonly picks: TuningPicture['picks'];
  readonly model: string;
}) {
  const toast = useToast();
  const [spelled, setSpelled] = createSignal(false);
  const figures = () =>
    [props.silicon.needed, props.silicon.low, props.silicon.high].map((part) => formatPercent(part)) as [
      string,
      string,
      string,
    ];
  /** Of a hundred chips of its kind, how many it does better than. */
  const place = () => {
    const { lottery } = props.silicon;
    if (!lottery || lottery.high - lottery.low > NOTHING_KNOWN) return undefined;
    return [lottery.betterThan, lottery.low, lottery.high].map((part) =>
      formatCount(Math.round(100 * part)),
    ) as [string, string, string];
  };
  const shared = () => {
    const cheap = props.picks.find(({ kind }) => kind === 'cheap')?.trial;
    const among = place();
    return [
      text.share(props.model, ...figures(), cheap ? energyWords(cheap) : ''),
      ...(among ? [text.sharePlace(...among)] : []),
      text.measuredWith,
    ].join(' ');
  };
  return (
    <Card heading={text.heading}>
      <p>{text.needs(...figures(), clockWords(props.silicon.frequencyMhz))}</p>
      <Show
        when={place()}
        fallback={
          <p class={styles.hint}>
            {text.good} <Show when={props.silicon.lottery}>{text.placeUnknown}</Show>
          </p>
        }
      >
        {(among) => (
          <>
            <p>{text.place(...among())}</p>
            <p class={styles.hint}>{text.placeSource}</p>
          </>
        )}
      </Show>
      <Button
        icon="copy"
        class={styles.alone ?? ''}
        onClick={async () => {
          try {
            await navigator.clipboard.writeText(shared());
            toast({ words: text.copied });
          } catch (error) {
            // A page without a certificate may copy nothing; who wants to share can still select it.
            console.info('no clipboard here', error);
            setSpelled(true);
          }
        }}
      >
        {text.copy}
      </Button>
      <Show when={spelled()}>
        <p role="status">{shared()}</p>
      </Show>
    </Card>
  );
}
