import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatPercent } from '../../ui/format/percent.ts';
import { tune } from '../../ui/text/en/tune.ts';
import { useToast } from '../../ui/toast.tsx';
import type { TuningPicture } from '../../workers/tuning-api.ts';
import styles from './tune-page.module.css';
import { clockWords, energyWords } from './tuning-words.ts';

const text = tune.silicon;

/** How good this chip is against what its maker ships, and the same as a text that names nobody. */
export function SiliconCard(props: {
  readonly silicon: NonNullable<TuningPicture['silicon']>;
  readonly picks: TuningPicture['picks'];
  readonly model: string;
}) {
  const toast = useToast();
  const figures = () =>
    [props.silicon.needed, props.silicon.low, props.silicon.high].map((part) => formatPercent(part)) as [
      string,
      string,
      string,
    ];
  const shared = () => {
    const cheap = props.picks.find(({ kind }) => kind === 'cheap')?.trial;
    return text.share(props.model, ...figures(), cheap ? energyWords(cheap) : '');
  };
  return (
    <Card heading={text.heading}>
      <p>{text.needs(...figures(), clockWords(props.silicon.frequencyMhz))}</p>
      <p class={styles.hint}>{text.good}</p>
      <Button
        icon="copy"
        class={styles.alone ?? ''}
        onClick={async () => {
          await navigator.clipboard.writeText(shared());
          toast({ words: text.copied });
        }}
      >
        {text.copy}
      </Button>
    </Card>
  );
}
