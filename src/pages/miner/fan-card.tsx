import { Index, Show } from 'solid-js';
import type { Fan } from '../../domain/reading.ts';
import { Card } from '../../ui/card.tsx';
import { withUnit } from '../../ui/format/decimal.ts';
import { formatPercent } from '../../ui/format/percent.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { LevelBar } from './level-bar.tsx';
import styles from './miner-page.module.css';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** Each fan: its speed in numbers, its duty as a bar. */
export function FanCard(props: { readonly shown: ShownMiner }) {
  const fans = () => props.shown.view.reading?.fans ?? [];
  const words = text.fan;
  const still = (fan: Fan) => fan.rpm === 0 && (fan.percent ?? 0) > 0;
  return (
    <Card heading={words.heading}>
      <div class={styles.levels}>
        <Show when={fans().length > 0} fallback={<p class={styles.hint}>{words.none}</p>}>
          <Index each={fans()}>
            {(fan, index) => (
              <LevelBar
                label={words.speed(index + 1, fans().length)}
                value={fan().percent}
                figure={withUnit(fan().rpm, 'rpm', { maximumFractionDigits: 0 })}
                note={dutyNote(fan())}
                scale={{ from: 0, to: 100 }}
                tone={still(fan()) ? 'act' : undefined}
                warning={still(fan()) ? words.still : undefined}
                aged={isAged(props.shown)}
              />
            )}
          </Index>
        </Show>
      </div>
    </Card>
  );
}

function dutyNote({ percent }: Fan): string | undefined {
  return percent === undefined ? undefined : text.fan.duty(formatPercent(percent / 100));
}
