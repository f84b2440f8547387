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
/** Starting takes a helper about a second, and a change a few. A plan waits for the miner's first answer, and for the look after it. */
const LIVES_MS = { order: [0, 3_500], plan: [10_500, 15_000] } as const;

/**
 * The real process of the helper, killed at any moment while it goes on with what was asked for, over real sockets: the miner is
 * sent the command at most once, and the book tells the truth of it.
 */
test.each([
  ['an order', leaveOrder, LIVES_MS.order],
  ['a plan', leavePlan, LIVES_MS.plan],
])(
  'a helper that is killed while it carries out %s sends nothing twice, and knows what became of it',
  {
    timeout: 120_000,
  },
  async (_, leave, lifeMs) => {
    const startedMs = Date.now();
    let [kills, sent] = [0, 0];
    const ends = new Map<string, number>();
    while (kills < 2 || Date.now() - startedMs < FOR_MS) {
      const { action, taken, clockMhz, beganMhz } = await killedOnce(leave, lifeMs);
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
  },
);

async function killedOnce(leave: typeof leaveOrder, [leastMs, mostMs]: readonly [number, number]) {
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
    await leave(recorder, miner);
    const first = await startHelperProcess(folder, [miner.address.port]);
    await pause(leastMs + Math.random() * (mostMs - leastMs));
    await first.kill();
    await pause(50);
    // The next one looks at once what was left in the middle.
    const second = await startHelperProcess(folder, [miner.address.port]);
    const book = () => new AwayBook(join(recorder, 'away.json'), SecretBox.open(join(recorder, 'away.key')));
    for (let look = 0; look < 80; look += 1) {
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

/** As a page has left it, long ago: a lower clock by plan, from now on; whether the miner answers, the recorder says. */
async function leavePlan(
  folder: string,
  miner: Awaited<ReturnType<typeof startSim>>['miners'][number],
): Promise<void> {
  const minerId = 'the-miner';
  const { family, address, name } = miner;
  const { frequencyMhz, coreVoltageMv } = miner.twin.settings;
  const mode = (modeName: string, powerW: number, mhz: number) => ({
    name: modeName,
    hashrateHs: 1e12,
    powerW,
    known: 'measured',
    changes: [{ kind: 'tuning', frequencyMhz: mhz, coreVoltageMv }],
  });
  const fromMs = Date.now() - 1_000;
  const book = {
    toldAtMs: 0,
    miners: [{ id: minerId, name, address, identity: { family, algorithm: 'sha256' } }],
    actions: [],
    changes: [],
    plan: {
      madeAtMs: fromMs,
      circuits: [],
      miners: [
        {
          minerId,
          modes: [mode('eco', 12, 480), mode('normal', 17, frequencyMhz)],
          steps: [{ fromMs, toMs: fromMs + 3_600_000, mode: 'eco', why: 'too-dear' }],
        },
      ],
    },
  };
  const fleet = { browserId: 'the-browser', pollMs: 5_000, toldAtMs: Date.now() };
  const asked = [{ ...fleet, miners: [{ id: minerId, address, identity: { family } }] }];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'away.json'), JSON.stringify(book), { mode: 0o600 });
  await writeFile(join(folder, 'fleet.json'), JSON.stringify(asked), { mode: 0o600 });
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
