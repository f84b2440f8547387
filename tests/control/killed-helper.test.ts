import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { AwayBook } from '../../proxy/away/away-book.ts';
import { SecretBox } from '../../proxy/notify/secret-box.ts';
import { startSim } from '../../sim/start-sim.ts';
import { type Action, isOver } from '../../src/domain/action.ts';
import { startHelperProcess } from '../support/helper-process.ts';

/** As many kills as fit. */
const FOR_MS = 20_000;
/** Starting takes a helper about a second, and a change a few. */
const LONGEST_LIFE_MS = 3_500;

/**
 * The real process of the helper, killed at any moment while it goes on with what was asked for, over real sockets: the miner is
 * sent the command at most once, and the book tells the truth of it.
 */
test('a helper that is killed while it changes a miner sends nothing twice, and knows what became of it', {
  timeout: 90_000,
}, async () => {
  const startedMs = Date.now();
  let [kills, sent] = [0, 0];
  const ends = new Map<string, number>();
  while (Date.now() - startedMs < FOR_MS) {
    const { action, taken, clockMhz, beganMhz } = await killedOnce();
    kills += 1;
    sent += taken;
    const told = JSON.stringify({ action, taken, clockMhz });
    expect(taken, told).toBeLessThanOrEqual(1);
    expect(clockMhz, told).toBe(taken === 0 ? beganMhz : 480);
    expect(isOver(action) || action.step === 'watching', told).toBe(true);
    expect(action.status === 'done', told).toBe(taken === 1);
    ends.set(action.status, (ends.get(action.status) ?? 0) + 1);
  }
  console.log(
    `${kills} kills, ${sent} commands: ${[...ends].map(([status, count]) => `${count} ${status}`).join(', ')}`,
  );
  expect(kills).toBeGreaterThanOrEqual(2);
});

async function killedOnce() {
  const folder = await mkdtemp(join(tmpdir(), 'davylamp-killed-helper-'));
  const sim = await startSim({ fleet: 'single', httpBase: 0, rpcBase: 0, clock: Date.now });
  try {
    const [miner] = sim.miners;
    if (!miner) throw new Error('no miner');
    let taken = 0;
    const take = miner.twin.takeCommand.bind(miner.twin);
    miner.twin.takeCommand = (carryOut) => {
      taken += 1;
      return take(carryOut);
    };
    const beganMhz = miner.twin.settings.frequencyMhz;
    const recorder = join(folder, 'recorder');
    await leaveOrder(recorder, miner);
    const first = await startHelperProcess(folder, [miner.address.port]);
    await pause(Math.random() * LONGEST_LIFE_MS);
    await first.kill();
    await pause(50);
    // The next one looks at once what was left in the middle.
    const second = await startHelperProcess(folder, [miner.address.port]);
    const book = () => new AwayBook(join(recorder, 'away.json'), SecretBox.open(join(recorder, 'away.key')));
    for (let look = 0; look < 40; look += 1) {
      const [action] = book().actions;
      if (action && (isOver(action) || action.step === 'watching')) break;
      await pause(250);
    }
    await second.kill();
    const [action] = book().actions;
    if (!action) throw new Error('the order is gone');
    return { action, taken, clockMhz: miner.twin.settings.frequencyMhz, beganMhz };
  } finally {
    await sim.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** As a page has left it, long ago: a lower clock, due now. */
async function leaveOrder(
  folder: string,
  miner: Awaited<ReturnType<typeof startSim>>['miners'][number],
): Promise<void> {
  const minerId = 'the-miner';
  const action: Action = {
    id: 'order',
    minerId,
    by: 'planner',
    change: { kind: 'tuning', frequencyMhz: 480 },
    ifBad: 'put-back',
    askedAtMs: Date.now(),
    dueAtMs: Date.now(),
    status: 'scheduled',
    step: 'waiting',
    made: [],
    audit: [],
  };
  const identity = { family: miner.family, algorithm: 'sha256' };
  const { address, name } = miner;
  const book = {
    toldAtMs: 0,
    miners: [{ id: minerId, name, address, identity }],
    actions: [action],
    changes: [],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'away.json'), JSON.stringify(book), { mode: 0o600 });
}
