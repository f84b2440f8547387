import type { HandedMiner } from '../../domain/pairing.ts';
import type { CollectorApi } from '../../workers/collector-api.ts';

/** As many miners at a time as the helper waits for gladly. */
const AT_ONCE = 4;

/**
 * Adds the miners that the owner's browser handed over to this one.
 * @param onProgress how many have been tried
 * @returns the names of those that could not be read
 */
export async function takeOver(
  api: CollectorApi,
  miners: readonly HandedMiner[],
  onProgress: (done: number) => void,
): Promise<readonly string[]> {
  const waiting = [...miners];
  const missed: string[] = [];
  let done = 0;
  const takeNext = async (): Promise<void> => {
    for (let miner = waiting.shift(); miner; miner = waiting.shift()) {
      if (!(await tookOver(api, miner))) missed.push(miner.name);
      done += 1;
      onProgress(done);
    }
  };
  onProgress(0);
  await Promise.all(Array.from({ length: AT_ONCE }, takeNext));
  return missed;
}

/** Reads a miner once and adds it, as its owner would by its address. @returns does this browser know it now? */
async function tookOver(api: CollectorApi, { address, name, tags }: HandedMiner): Promise<boolean> {
  try {
    const { id } = await api.add(address, name);
    if (tags.length > 0) await api.setTags([{ minerId: id, tags }]);
    return true;
  } catch (thrown) {
    // It was here before: this device is paired again.
    if (typeof thrown === 'object' && thrown && 'kind' in thrown && thrown.kind === 'already-added')
      return true;
    console.warn('a miner was not taken over', thrown);
    return false;
  }
}
