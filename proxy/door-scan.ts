import { addressesOf, type ScanPlan } from '../src/domain/scan-range.ts';
import type { Answer, Knock } from './knock.ts';

/**
 * The ports that miners listen on, in rounds: where nearly all of them have one of the first two (web, cgminer API), the
 * rest (WhatsMiner v3, Auradine and moved web pages) can be asked while those are already being read.
 */
export const DOORS: readonly (readonly number[])[] = [
  [80, 4028],
  [4433, 8080],
];

/** Connections in the making at one time: two to an address, so half as many addresses wait to be resolved. */
export const MOST_KNOCKS = 256;

export interface DoorScanPorts {
  readonly knock: Knock;
  /** May this door be asked at all? */
  readonly admitted: (address: string, port: number) => Promise<boolean>;
  readonly onOpen: (address: string, ports: readonly number[]) => void;
  /** `asked` of the plan's addresses, counted by doors. */
  readonly onProgress: (asked: number) => void;
}

/**
 * Asks each door of each address of a plan, and tells who listens as it is found. Whoever was silent at first and shows
 * a sign of life later (its radio slept, a packet was lost) is asked again.
 * @throws whatever `knock` throws; then the rest is not asked
 */
export async function scanDoors(plan: ScanPlan, ports: DoorScanPorts, signal: AbortSignal): Promise<void> {
  /** Doors of hosts that have shown no sign of life yet. */
  const missed = new Map<string, readonly number[]>();
  const total = DOORS.flat().length;
  let knocks = 0;

  async function visit(address: string, doors: readonly number[], again: boolean): Promise<void> {
    const answers = await Promise.all(doors.map((port) => knockIfAdmitted(ports, address, port, signal)));
    if (signal.aborted) return;
    const open = doors.filter((_, i) => answers[i] === 'open');
    if (open.length > 0) ports.onOpen(address, open);
    if (again) return;
    knocks += doors.length;
    ports.onProgress(Math.floor(knocks / total));
    const silent = [...(missed.get(address) ?? []), ...doors.filter((_, i) => answers[i] === 'silent')];
    const alive = answers.some((answer) => answer !== 'silent');
    missed.delete(address);
    if (silent.length === 0) return;
    if (alive) await visit(address, silent, true);
    else missed.set(address, silent);
  }

  for (const doors of DOORS) {
    const addresses = addressesOf(plan);
    const visitor = async () => {
      for (const address of addresses) {
        if (signal.aborted) return;
        await visit(address, doors, false);
      }
    };
    await Promise.all(Array.from({ length: MOST_KNOCKS / doors.length }, visitor));
  }
}

async function knockIfAdmitted(
  { admitted, knock }: DoorScanPorts,
  address: string,
  port: number,
  signal: AbortSignal,
): Promise<Answer> {
  return (await admitted(address, port)) ? knock(address, port, signal) : 'silent';
}
