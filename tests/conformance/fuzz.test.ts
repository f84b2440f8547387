import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DeviceSnapshot } from '../../src/devices/adapter.ts';
import { adapterOf } from '../../src/devices/adapters.ts';
import { detect } from '../../src/devices/detect.ts';
import { DeviceError } from '../../src/devices/transport.ts';
import type { MinerFamily } from '../../src/domain/miner.ts';
import { expectPhysical } from '../support/damaged-reply.ts';
import { fixturesIn } from './fixtures.ts';
import { mutated, seeded } from './mutation.ts';
import { recordedFiles, recordedTransport } from './recorded-transport.ts';

/** Every adapter reads its recordings as no firmware ever told them, and what comes out is still that of one miner. */

const RECORDINGS = '../shared/fixtures/miners';
const RUNS = 10_000;
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);
const AT_MS = 1_790_000_000_000;
const options = { nowMs: () => AT_MS };

interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly folderFamily: string;
  readonly family: MinerFamily;
  readonly files: ReadonlyMap<string, string>;
  readonly whole: DeviceSnapshot;
}

async function subjects(): Promise<readonly Subject[]> {
  const found: Subject[] = [];
  for (const { name, folder, skipped } of fixturesIn(RECORDINGS)) {
    if (skipped !== undefined) continue;
    const folderFamily = name.split('/')[0] ?? '';
    const files = recordedFiles(folder);
    const device = recordedTransport(folder, folderFamily, (file) => files.get(file) ?? '');
    const { family, adapter } = await detect(device, options);
    found.push({ name, folder, folderFamily, family, files, whole: await adapter.read(device, options) });
  }
  return found;
}

/** One reading of one miner, some of whose replies are not what they were. */
async function readMutated(subject: Subject, chance: () => number): Promise<DeviceSnapshot | undefined> {
  const { folder, folderFamily, family, files } = subject;
  const names = [...files.keys()];
  const hurt = new Map<string, string>();
  for (let left = 1 + Math.floor(chance() * 2); left > 0; left -= 1) {
    const name = names[Math.floor(chance() * names.length)] ?? '';
    hurt.set(name, mutated(files.get(name) ?? '', chance));
  }
  const device = recordedTransport(folder, folderFamily, (file) => hurt.get(file) ?? files.get(file) ?? '');
  try {
    return await (await adapterOf(family)).read(device, options);
  } catch (error) {
    if (error instanceof DeviceError) return undefined;
    throw error;
  }
}

function expectNothingOfOthers({ identity }: DeviceSnapshot, own: Subject, all: readonly Subject[]): void {
  expect(identity.family).toBe(own.whole.identity.family);
  if (identity.mac === undefined || identity.mac === own.whole.identity.mac) return;
  const others = all.filter(({ whole }) => whole.identity.mac === identity.mac);
  expect(others.map(({ name }) => name)).toEqual([]);
}

if (!existsSync(RECORDINGS)) console.log(`Skipped: no recordings at ${RECORDINGS}.`);

describe.runIf(existsSync(RECORDINGS))('every adapter, given recordings that are wrong in any way', () => {
  test('reads one miner as far as it goes, or fails by a typed error', { timeout: 120_000 }, async () => {
    const all = await subjects();
    expect(all.length).toBeGreaterThan(0);
    let readings = 0;
    for (let run = 0; run < RUNS; run += 2) {
      // Two at a time, of different miners: what one adapter keeps anywhere, the other would show.
      const pair = [all[run % all.length], all[(run + 1) % all.length]].filter((each) => each !== undefined);
      const outcome = await Promise.allSettled(
        pair.map((subject, place) => readMutated(subject, seeded(SEED + run + place))),
      );
      for (const [place, result] of outcome.entries()) {
        const subject = pair[place];
        if (!subject) continue;
        const where = `${subject.name}, FUZZ_SEED=${SEED}, run ${run + place}`;
        if (result.status === 'rejected') throw new Error(`thrown at ${where}`, { cause: result.reason });
        if (!result.value) continue;
        readings += 1;
        try {
          expectPhysical(result.value);
          expectNothingOfOthers(result.value, subject, all);
        } catch (cause) {
          throw new Error(`${where}: ${cause instanceof Error ? cause.message : ''}`, { cause });
        }
      }
    }
    // Most damage costs a field and not the reading.
    expect(readings).toBeGreaterThan(RUNS / 2);
    for (const { name, folder, folderFamily, family, files, whole } of all) {
      const device = recordedTransport(folder, folderFamily, (file) => files.get(file) ?? '');
      expect(await (await adapterOf(family)).read(device, options), name).toEqual(whole);
    }
  });
});
