import { createMemo, For, Show } from 'solid-js';
import type { Board } from '../../domain/reading.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { HeatMap } from '../../ui/heat-map/heat-map.tsx';
import { type HeatTable, heatSize, heatTables } from '../../ui/heat-map/heat-rows.ts';
import { miner as text } from '../../ui/text/en/miner.ts';
import { ChipsCard } from './chips-card.tsx';
import type { ShownMiner } from './shown-miner.ts';

/** Up to so many parts each has a number of its own; more would be a page of tiles, and become fields of one map. */
const NUMBERED_UP_TO = 32;

/** The parts of the miner: boards in words, chips and domains as heat maps. Absent where the device tells no parts. */
export function BoardsCard(props: { readonly shown: ShownMiner }) {
  const boards = () => props.shown.view.reading?.boards ?? [];
  const tables = createMemo(() => heatTables(boards()));
  const many = () => tables().some((table) => heatSize(table) > NUMBERED_UP_TO);
  const rateOptions = () => ({
    algorithm: props.shown.view.miner.identity.algorithm,
    unit: props.shown.settings.hashrateUnit,
  });
  const unit = () => props.shown.settings.temperatureUnit;
  const format = (table: HeatTable) => (value: number) =>
    table.measure === 'tempC'
      ? formatTemperature(value, { unit: unit() })
      : formatHashrate(value, rateOptions());
  const boardWords = (board: Board) =>
    [
      board.hashrateHs !== undefined && formatHashrate(board.hashrateHs, rateOptions()),
      board.tempChipC !== undefined && formatTemperature(board.tempChipC, { unit: unit() }),
      board.chips !== undefined && text.boards.chips(formatCount(board.chips)),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <Show
        when={many()}
        fallback={
          <For each={tables()}>
            {(table) => (
              <Card heading={table.measure === 'tempC' ? text.registers.temperature : text.registers.heading}>
                <HeatMap
                  label={text.registers.label(props.shown.view.miner.name)}
                  table={table}
                  format={format(table)}
                />
              </Card>
            )}
          </For>
        }
      >
        <ChipsCard name={props.shown.view.miner.name} tables={tables()} formatOf={format} />
      </Show>
      <Show when={boards().length > 1}>
        <Card heading={text.boards.heading}>
          <Facts facts={boards().map((board) => [text.boards.board(board.id), boardWords(board)] as const)} />
        </Card>
      </Show>
    </>
  );
}
