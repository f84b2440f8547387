import { For, Show } from 'solid-js';
import type { TuningPoint } from '../../domain/tuning.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { tune } from '../../ui/text/en/tune.ts';
import type { TuningPicture } from '../../workers/tuning-api.ts';
import styles from './tune-page.module.css';
import { energyWords, isSamePoint, pointWords } from './tuning-words.ts';

const text = tune.picks;

/** The tested points that somebody may want, each with a way to set it. */
export function PicksCard(props: {
  readonly picks: TuningPicture['picks'];
  readonly present: TuningPoint | undefined;
  /** Not while it is being tuned. */
  readonly closed: boolean;
  readonly busy: boolean;
  readonly onApply: (point: TuningPoint) => void;
}) {
  return (
    <Card heading={text.heading}>
      <ul class={styles.picks}>
        <For each={props.picks}>
          {({ kind, trial }) => (
            <li>
              <h3>{text.names[kind]}</h3>
              <p class={styles.hint}>{text.means[kind]}</p>
              <p class={styles.figure}>{energyWords(trial)}</p>
              <p>
                {formatHashrate(trial.hashrateHs.mean)}, {formatPower(trial.powerW.mean)}
              </p>
              <p class={styles.hint}>{pointWords(trial.point)}</p>
              <Show
                when={!isSamePoint(props.present, trial.point)}
                fallback={<p class={styles.isSet}>{text.isSet}</p>}
              >
                <Button
                  closed={props.closed}
                  busy={props.busy}
                  aria-label={text.applyOf(text.names[kind])}
                  onClick={() => props.onApply(trial.point)}
                >
                  {text.apply}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <p class={styles.hint}>{text.board}</p>
    </Card>
  );
}
