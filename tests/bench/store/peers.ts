import type { Page } from '@playwright/test';
import type { ColumnsQuery } from '../../../src/store/telemetry-store.ts';
import type { BundledPage } from '../../support/bundled-page.ts';
import { PRINTED } from '../../support/printing-miner.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { quantile } from '../quantile.ts';
import { inBrowser, storedBytes, withProfile } from './bench-browser.ts';
import type { Stretch } from './printed-past.ts';
import { PEERS, type Peer } from './row-tables.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 0, 31);
const READS = 15;
const READ_SEED = 52;
/** Two miners' month a minute: what a table of rows still takes in a reasonable time. */
const slice: Stretch = { miners: 2, fromMs: NOW_MS - 30 * DAY_MS, toMs: NOW_MS, everyMs: 60_000 };

interface Measured {
  readonly bytesPerValue: number;
  readonly valuesPerS: number;
  readonly readMs: number;
}

/** The same month of two miners in the store and in tables of rows: size, speed of filling in, reads of random ranges. */
export async function peerFigures(page: BundledPage): Promise<Record<string, number>> {
  const ours = await measured(page, undefined);
  const figures: Record<string, number> = {
    slice_values: ours.values,
    slice_bytes_per_value: ours.bytesPerValue,
    slice_back_fill_values_per_s: ours.valuesPerS,
    slice_range_read_ms_median: ours.readMs,
  };
  for (const peer of PEERS) {
    const theirs = await measured(page, peer);
    if (theirs.values !== ours.values) throw new Error(`${peer} stored ${theirs.values} values`);
    const name = peer.replaceAll('-', '_');
    figures[`slice_${name}_bytes_per_value`] = theirs.bytesPerValue;
    figures[`slice_${name}_back_fill_values_per_s`] = theirs.valuesPerS;
    figures[`slice_${name}_range_read_ms_median`] = theirs.readMs;
    figures[`slice_size_vs_${name}_ratio`] = theirs.bytesPerValue / ours.bytesPerValue;
    figures[`slice_back_fill_vs_${name}_ratio`] = ours.valuesPerS / theirs.valuesPerS;
    figures[`slice_range_read_vs_${name}_ratio`] = theirs.readMs / ours.readMs;
  }
  return figures;
}

function measured(
  page: BundledPage,
  peer: Peer | undefined,
): Promise<Measured & { readonly values: number }> {
  return withProfile(async (profile) => {
    const { rows, ms } = await inBrowser(profile, page, (tab) => backFill(tab, peer));
    const values = rows * PRINTED.length;
    return {
      values,
      bytesPerValue: (await storedBytes(profile)) / values,
      valuesPerS: values / (ms / 1_000),
      readMs: await inBrowser(profile, page, (tab) => readMs(tab, peer)),
    };
  });
}

function backFill(page: Page, peer: Peer | undefined) {
  return page.evaluate(
    async ({ stretch, into }) => {
      if (into) return bench.worker.backFillPeer(into, stretch);
      await bench.worker.open('bench-slice');
      const { rows, ms, cascadeMs } = await bench.worker.backFill(stretch);
      return { rows, ms: ms + cascadeMs };
    },
    { stretch: slice, into: peer },
  );
}

/** The middle time of a read; every row of the range comes back, from the store as from the others. */
async function readMs(page: Page, peer: Peer | undefined): Promise<number> {
  const { ms } = await page.evaluate(
    async ({ queries, from }) => {
      if (!from) await bench.worker.open('bench-slice');
      return bench.readTimes(queries, from);
    },
    { queries: randomRanges(), from: peer },
  );
  return quantile(ms, 0.5);
}

/** From a day to the whole month, anywhere in it. */
function randomRanges(): ColumnsQuery[] {
  const random = seededRandom(READ_SEED);
  return Array.from({ length: READS }, () => {
    const lengthMs = DAY_MS + random() * (slice.toMs - slice.fromMs - DAY_MS);
    const fromMs = Math.floor(slice.fromMs + random() * (slice.toMs - slice.fromMs - lengthMs));
    return {
      minerId: `miner-${Math.floor(random() * slice.miners)}`,
      names: ['hashrateHs', 'powerW', 'tempChipMaxC'],
      fromMs,
      toMs: Math.floor(fromMs + lengthMs),
      maxPoints: Number.POSITIVE_INFINITY,
    };
  });
}
