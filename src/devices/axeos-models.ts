/**
 * Bitaxe model names by board version (ESP-Miner main/device_config.h). AxeOS tells the board, not the model;
 * unknown boards of a known series get its name.
 */
const BY_BOARD: ReadonlyMap<string, string> = new Map([
  ['0.11', 'Ultra'],
  ['2.2', 'Max'],
  ['102', 'Max'],
  ['650', 'GammaDuo'],
]);
const BY_SERIES: ReadonlyMap<string, string> = new Map([
  ['2', 'Ultra'],
  ['3', 'Hex'],
  ['4', 'Supra'],
  ['6', 'Gamma'],
  ['7', 'SupraHex'],
  ['8', 'GammaTurbo'],
]);

/** Model of a board version, undefined where nothing is known of it. */
export function bitaxeModel(boardVersion: string | undefined): string | undefined {
  if (boardVersion === undefined) return undefined;
  const series = /^([2-8])\d\d$/.exec(boardVersion)?.[1];
  return BY_BOARD.get(boardVersion) ?? (series ? BY_SERIES.get(series) : undefined);
}
