import type { ControlKind } from './control.ts';

const SETTLE_MS: Readonly<Partial<Record<ControlKind, number>>> = {
  restart: 300_000,
  pools: 120_000,
  pause: 60_000,
  resume: 120_000,
  preset: 60_000,
  // A WhatsMiner begins mining anew under another limit, and says little while it does (WhatsminerAPI V2.0.5).
  'power-limit': 120_000,
};
const USUAL_SETTLE_MS = 20_000;

/** How long a device may take until it shows what it was asked for, ms: a restart takes an Antminer minutes. */
export function settleMs(kind: ControlKind): number {
  return SETTLE_MS[kind] ?? USUAL_SETTLE_MS;
}
