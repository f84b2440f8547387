import { Show } from 'solid-js';
import type { MinerView } from '../../domain/fleet-view.ts';
import type { Reading } from '../../domain/reading.ts';
import { powerOf } from '../../domain/wall-power.ts';
import { workModeName } from '../../domain/work-mode.ts';
import { Card } from '../../ui/card.tsx';
import { THREE_FIGURES, withUnit } from '../../ui/format/decimal.ts';
import { formatPower } from '../../ui/format/power.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { WallActions, WallNotes } from '../meters/wall-notes.tsx';
import { powerWithBand, sourceWords } from '../meters/wall-words.ts';
import { LevelBar } from './level-bar.tsx';
import styles from './miner-page.module.css';
import { nominalVoltage, SAG_SHARE } from './nominal-voltage.ts';
import { isAged, type ShownMiner } from './shown-miner.ts';

/** Power and what feeds it: watts, input volts against nominal, core voltage and clock. */
export function PowerCard(props: { readonly shown: ShownMiner }) {
  const reading = () => props.shown.view.reading;
  const bar = () => ({ reading: reading(), aged: isAged(props.shown) });
  const mode = () => workModeName(props.shown.view.miner.identity, reading()?.workMode);
  return (
    <Card heading={text.power.heading}>
      <div class={styles.levels}>
        <DrawBar view={props.shown.view} aged={isAged(props.shown)} nowMs={props.shown.nowMs} />
        <WallNotes view={props.shown.view} />
        <InputBar {...bar()} />
        <Show when={reading()?.currentA !== undefined}>
          <LevelBar
            label={text.power.current}
            value={reading()?.currentA}
            figure={withUnit(reading()?.currentA, 'A', THREE_FIGURES)}
            aged={isAged(props.shown)}
          />
        </Show>
        <CoreBars {...bar()} mode={mode()} />
        <WallActions view={props.shown.view} />
      </div>
    </Card>
  );
}

interface BarProps {
  readonly reading: Reading | undefined;
  readonly aged: boolean;
}

function DrawBar(props: { readonly view: MinerView; readonly aged: boolean; readonly nowMs: number }) {
  const power = () => powerOf(props.view);
  const powerLimitW = () => props.view.reading?.powerLimitW;
  const note = () => {
    const { powerW, atWall } = power();
    if (powerW === undefined) return text.power.untold;
    const source = props.view.wall && sourceWords(props.view.wall, props.nowMs);
    return [atWall ? text.power.wall : text.power.board, ...(source ? [source] : [])].join(', ');
  };
  const figure = () => {
    const { powerW, bandW } = power();
    return powerWithBand(powerW, bandW);
  };
  const scale = () => {
    const [powerW, limitW] = [power().powerW, powerLimitW()];
    if (powerW === undefined || limitW === undefined) return undefined;
    return { from: 0, to: Math.max(limitW * 1.1, powerW) };
  };
  return (
    <LevelBar
      label={text.power.draw}
      value={power().powerW}
      figure={figure()}
      note={note()}
      scale={scale()}
      marks={limitMarks(powerLimitW())}
      aged={props.aged && !isMeasured(props.view)}
    />
  );
}

/** A plug tells what a miner draws also while the miner itself is silent. */
function isMeasured({ wall }: MinerView): boolean {
  return wall?.source?.kind === 'measured';
}

function InputBar(props: BarProps) {
  const input = () => props.reading?.voltageInV;
  const nominal = () => nominalVoltage(input() ?? Number.NaN);
  const sagged = () => (input() ?? Number.NaN) < SAG_SHARE * (nominal() ?? Number.NaN);
  return (
    <LevelBar
      label={text.power.input}
      value={input()}
      figure={formatVolts(input())}
      scale={voltScale(nominal())}
      marks={nominalMarks(nominal())}
      tone={sagged() ? 'watch' : undefined}
      warning={sagged() ? text.power.sag : undefined}
      aged={props.aged}
    />
  );
}

function CoreBars(props: BarProps & { readonly mode: string | undefined }) {
  const words = text.power;
  const set = () => props.reading?.voltageCoreSetV;
  return (
    <>
      <LevelBar
        label={words.core}
        value={props.reading?.voltageCoreV}
        figure={formatVolts(props.reading?.voltageCoreV)}
        note={set() === undefined ? undefined : words.coreSet(formatVolts(set()))}
        aged={props.aged}
      />
      <LevelBar
        label={words.clock}
        value={props.reading?.frequencyMhz}
        figure={withUnit(props.reading?.frequencyMhz, 'MHz', { maximumFractionDigits: 1 })}
        note={props.mode === undefined ? undefined : `${words.mode}: ${props.mode}`}
        aged={props.aged}
      />
    </>
  );
}

function formatVolts(volts: number | undefined): string {
  return withUnit(volts, 'V', THREE_FIGURES);
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
