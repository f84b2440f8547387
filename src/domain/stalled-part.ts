import type { Board } from './reading.ts';

/** A domain, chip or board that finds (almost) nothing while its siblings hash. */
export interface StalledPart {
  /** Which: `board 2 chip 1 domain 3`. Boards by the device's own number, chips and domains counted from 1. */
  readonly text: string;
  readonly seenHs: number;
  /** Median of the siblings, H/s. */
  readonly siblingsHs: number;
}

/** Below this part of its siblings' median a part stands still; healthy ones differ by 10 to 20 %. */
const STALLED_SHARE = 0.05;

/** The largest part that stands still: a board before a chip before a domain. Undefined when all hash or none does. */
export function stalledPart(boards: readonly Board[]): StalledPart | undefined {
  return stalledAmong(boardsOf(boards)) ?? stalledAmong(chipsOf(boards)) ?? stalledAmong(domainsOf(boards));
}

interface Part {
  readonly text: string;
  readonly hashrateHs: number | undefined;
}

function stalledAmong(parts: readonly Part[]): StalledPart | undefined {
  const told = parts.flatMap(({ text, hashrateHs }) =>
    hashrateHs === undefined ? [] : [{ text, hashrateHs }],
  );
  if (told.length < 2) return undefined;
  const siblingsHs = median(told.map(({ hashrateHs }) => hashrateHs).sort((a, b) => b - a));
  const still = told.find(({ hashrateHs }) => hashrateHs < STALLED_SHARE * siblingsHs);
  return still && { text: still.text, seenHs: still.hashrateHs, siblingsHs };
}

/** Of an even number the upper one: of two parts the living one is the measure. */
function median(fallingHs: readonly number[]): number {
  return fallingHs[Math.floor((fallingHs.length - 1) / 2)] ?? Number.NaN;
}

function boardsOf(boards: readonly Board[]): readonly Part[] {
  return boards.map(({ id, hashrateHs }) => ({ text: `board ${id}`, hashrateHs }));
}

function chipsOf(boards: readonly Board[]): readonly Part[] {
  return boards.flatMap((board) =>
    (board.perChip ?? []).map(({ hashrateHs }, chip) => ({
      text: chipName(boards, board, chip),
      hashrateHs,
    })),
  );
}

function domainsOf(boards: readonly Board[]): readonly Part[] {
  return boards.flatMap((board) =>
    (board.perChip ?? []).flatMap(({ domainsHs = [] }, chip) =>
      domainsHs.map((hashrateHs, domain) => ({
        text: `${chipName(boards, board, chip)} domain ${domain + 1}`,
        hashrateHs,
      })),
    ),
  );
}

function chipName(boards: readonly Board[], board: Board, chip: number): string {
  return boards.length > 1 ? `board ${board.id} chip ${chip + 1}` : `chip ${chip + 1}`;
}
