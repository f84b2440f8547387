import { Show } from 'solid-js';
import { Card } from '../../ui/card.tsx';
import { THREE_FIGURES, withUnit } from '../../ui/format/decimal.ts';
import { formatPower } from '../../ui/format/power.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { LevelBar } from './level-bar.tsx';
import styles from './miner-page.module.css';
import { nominalVoltage, SAG_SHARE } from './nominal-voltage.ts';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** Power and what feeds it: watts, input volts against nominal, core voltage and clock. */
export function PowerCard(props: { readonly shown: ShownMiner }) {
  const words = text.power;
  const reading = () => props.shown.view.reading;
  const aged = () => isAged(props.shown);
  const volts = (value: number | undefined) => withUnit(value, 'V', THREE_FIGURES);
  const nominal = () => {
    const input = reading()?.voltageInV;
    return input === undefined ? undefined : nominalVoltage(input);
  };
  const sagged = () => {
    const [input, nominalV] = [reading()?.voltageInV, nominal()];
    return input !== undefined && nominalV !== undefined && input < SAG_SHARE * nominalV;
  };
  const powerScale = () => {
    const { powerW, powerLimitW } = reading() ?? {};
    return powerW !== undefined && powerLimitW !== undefined
      ? { from: 0, to: Math.max(powerLimitW * 1.1, powerW) }
      : undefined;
  };
  return (
    <Card heading={words.heading}>
      <div class={styles.levels}>
        <LevelBar
          label={words.draw}
          value={reading()?.powerW}
          figure={formatPower(reading()?.powerW)}
          note={
            reading()?.powerW === undefined ? undefined : reading()?.powerAtWall ? words.wall : words.board
          }
          scale={powerScale()}
          marks={limitMarks(reading()?.powerLimitW)}
          aged={aged()}
        />
        <LevelBar
          label={words.input}
          value={reading()?.voltageInV}
          figure={volts(reading()?.voltageInV)}
          scale={voltScale(nominal())}
          marks={nominalMarks(nominal())}
          tone={sagged() ? 'watch' : undefined}
          warning={sagged() ? words.sag : undefined}
          aged={aged()}
        />
        <Show when={reading()?.currentA !== undefined}>
          <LevelBar
            label={words.current}
            value={reading()?.currentA}
            figure={withUnit(reading()?.currentA, 'A', THREE_FIGURES)}
            aged={aged()}
          />
        </Show>
        <LevelBar
          label={words.core}
          value={reading()?.voltageCoreV}
          figure={volts(reading()?.voltageCoreV)}
          note={
            reading()?.voltageCoreSetV === undefined
              ? undefined
              : words.coreSet(volts(reading()?.voltageCoreSetV))
          }
          aged={aged()}
        />
        <LevelBar
          label={words.clock}
          value={reading()?.frequencyMhz}
          figure={withUnit(reading()?.frequencyMhz, 'MHz', { maximumFractionDigits: 1 })}
          note={reading()?.workMode === undefined ? undefined : `${words.mode}: ${reading()?.workMode}`}
          aged={aged()}
        />
      </div>
    </Card>
  );
}

function limitMarks(powerLimitW: number | undefined) {
  return powerLimitW === undefined
    ? []
    : [{ at: powerLimitW, label: text.power.limit(formatPower(powerLimitW)) }];
}

/** From a fifth below nominal to a fifth above, so that a sag of a few per cent is seen. */
function voltScale(nominalV: number | undefined) {
  return nominalV === undefined ? undefined : { from: 0.8 * nominalV, to: 1.2 * nominalV };
}

function nominalMarks(nominalV: number | undefined) {
  if (nominalV === undefined) return [];
  return [{ at: nominalV, label: text.power.nominal(withUnit(nominalV, 'V')) }];
}
