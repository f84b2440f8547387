import { Index } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { Circuit } from '../../domain/plan-rules.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { plan } from '../../ui/text/en/plan.ts';
import { MinerChecks } from './miner-checks.tsx';
import styles from './plan-page.module.css';
import { RuleFigure } from './rule-figure.tsx';

const text = plan.rules.circuits;
/** A household socket's circuit in Europe: 16 A at 230 V, of which nine tenths for hours on end. */
const USUAL_LIMIT_W = 3_300;

/** The breakers that miners hang on, and what each bears. */
export function CircuitFields(props: {
  readonly circuits: readonly Circuit[];
  readonly miners: readonly MinerView[];
  readonly onChange: (circuits: readonly Circuit[]) => void;
}) {
  const changed = (place: number, change: Partial<Circuit>) =>
    props.onChange(props.circuits.map((each, at) => (at === place ? { ...each, ...change } : each)));
  const add = () =>
    props.onChange([
      ...props.circuits,
      {
        id: crypto.randomUUID(),
        name: text.usual(props.circuits.length + 1),
        limitW: USUAL_LIMIT_W,
        minerIds: props.miners.map(({ miner }) => miner.id),
      },
    ]);
  return (
    <section class={styles.group}>
      <h3>{text.heading}</h3>
      <Index each={props.circuits}>
        {(circuit, place) => (
          <div class={styles.rule}>
            <div class={styles.fields}>
              <TextField
                label={text.name}
                value={circuit().name}
                onChange={(event) =>
                  changed(place, { name: event.currentTarget.value.trim() || circuit().name })
                }
              />
              <RuleFigure
                label={text.limit}
                unit="W"
                value={circuit().limitW}
                low={10}
                high={100_000}
                onCommit={(limitW) => limitW !== undefined && changed(place, { limitW })}
              />
              <RuleFigure
                label={text.other}
                hint={text.otherHint}
                unit="W"
                value={circuit().otherLoadW ?? 0}
                low={0}
                high={100_000}
                onCommit={(otherLoadW) => changed(place, { otherLoadW })}
              />
            </div>
            <MinerChecks
              legend={text.miners}
              miners={props.miners}
              chosen={circuit().minerIds}
              onChoose={(minerIds) => changed(place, { minerIds })}
            />
            <Button
              class={styles.alone}
              look="quiet"
              icon="trash"
              onClick={() => props.onChange(props.circuits.filter((_, at) => at !== place))}
            >
              {plan.rules.remove(circuit().name)}
            </Button>
          </div>
        )}
      </Index>
      <Button class={styles.alone} icon="add" onClick={add}>
        {text.add}
      </Button>
    </section>
  );
}
