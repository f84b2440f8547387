/**
 * Which API a WhatsMiner speaks, by the day that its firmware was built (`20241209.16.Rel2`): asic-rs
 * `asic-rs-firmwares/whatsminer/src/backends/mod.rs` and `…/firmware.rs`; undefined where it does not tell.
 */
export function whatsminerApi(firmware: string | undefined): 1 | 2 | 3 | undefined {
  const day = Number(/^(\d{8})\./.exec(firmware ?? '')?.[1] ?? Number.NaN);
  if (!Number.isFinite(day)) return undefined;
  if (day < FIRST_V2_FIRMWARE) return 1;
  return day < FIRST_V3_FIRMWARE ? 2 : 3;
}

const FIRST_V2_FIRMWARE = 20220729;
const FIRST_V3_FIRMWARE = 20241101;
