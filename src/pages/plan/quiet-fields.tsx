import { Index } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { PlanModeName } from '../../domain/plan.ts';
import type { QuietHours } from '../../domain/plan-rules.ts';
import { Button } from '../../ui/button.tsx';
import { formatMinuteOfDay } from '../../ui/format/clock-time.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { plan } from '../../ui/text/en/plan.ts';
import { ClockField } from '../pay/clock-field.tsx';
import { MinerChecks } from './miner-checks.tsx';
import styles from './plan-page.module.css';

const text = plan.rules.quiet;
const MODES = (['off', 'eco', 'normal'] as const).map((choice): { choice: PlanModeName; label: string } => ({
  choice,
  label: plan.modes[choice],
}));
const NIGHT: QuietHours = {
  window: { fromMinute: 22 * 60, toMinute: 7 * 60 },
  most: { kind: 'mode', mode: 'eco' },
};

/** Times of the day in which miners may not be loud. */
export function QuietFields(props: {
  readonly quietHours: readonly QuietHours[];
  readonly miners: readonly MinerView[];
  readonly onChange: (quietHours: readonly QuietHours[]) => void;
}) {
  const changed = (place: number, change: Partial<QuietHours>) =>
    props.onChange(props.quietHours.map((each, at) => (at === place ? { ...each, ...change } : each)));
  const moved = (place: number, { window }: QuietHours, edge: 'fromMinute' | 'toMinute', minute: number) => {
    if (!Number.isNaN(minute)) changed(place, { window: { ...window, [edge]: minute } });
  };
  const all = () => props.miners.map(({ miner }) => miner.id);
  const span = ({ window }: QuietHours) =>
    text.one(formatMinuteOfDay(window.fromMinute), formatMinuteOfDay(window.toMinute));
  return (
    <section class={styles.group}>
      <h3>{text.heading}</h3>
      <Index each={props.quietHours}>
        {(quiet, place) => (
          <div class={styles.rule}>
            <div class={styles.fields}>
              <ClockField
                label={text.from}
                minute={quiet().window.fromMinute}
                onChange={(minute) => moved(place, quiet(), 'fromMinute', minute)}
              />
              <ClockField
                label={text.to}
                minute={quiet().window.toMinute}
                onChange={(minute) => moved(place, quiet(), 'toMinute', minute)}
              />
              <SelectField
                label={text.most}
                choices={MODES}
                chosen={modeOf(quiet())}
                onChoose={(mode) => changed(place, { most: { kind: 'mode', mode } })}
              />
            </div>
            <MinerChecks
              legend={text.miners}
              miners={props.miners}
              chosen={quiet().minerIds ?? all()}
              onChoose={(minerIds) => changed(place, { minerIds })}
            />
            <Button
              class={styles.alone}
              look="quiet"
              icon="trash"
              onClick={() => props.onChange(props.quietHours.filter((_, at) => at !== place))}
            >
              {plan.rules.remove(span(quiet()))}
            </Button>
          </div>
        )}
      </Index>
      <Button class={styles.alone} icon="add" onClick={() => props.onChange([...props.quietHours, NIGHT])}>
        {text.add}
      </Button>
    </section>
  );
}

function modeOf({ most }: QuietHours): PlanModeName {
  return most.kind === 'mode' ? most.mode : 'off';
}
