import { beforeEach, describe, expect, it } from 'vitest';
import type { Action, ActionOrder } from '../domain/action.ts';
import type { PastStep, PlanMode, PlanModeName } from '../domain/plan.ts';
import type { Taken } from './action-runner.ts';
import { type DueMode, nextChange, PlanCarrier } from './plan-carrier.ts';

const MODES: readonly PlanMode[] = [
  { name: 'off', hashrateHs: 0, powerW: 10, changes: [{ kind: 'pause' }], known: 'measured' },
  {
    name: 'eco',
    hashrateHs: 70e12,
    powerW: 1_800,
    changes: [{ kind: 'preset', preset: '70T' }],
    known: 'preset',
  },
  {
    name: 'normal',
    hashrateHs: 100e12,
    powerW: 3_000,
    changes: [{ kind: 'preset', preset: '100T' }],
    known: 'measured',
  },
];

let nowMs: number;
let orders: ActionOrder[];
let open: Action[];
let calledOff: string[];
let steps: Map<string, PastStep>;
let answer: Pick<Action, 'status' | 'step' | 'reason'>;
let carrier: PlanCarrier;
let ids = 0;
let holdBack: (order: ActionOrder) => Promise<void> | undefined;

beforeEach(() => {
  nowMs = Date.UTC(2026, 0, 15, 12);
  orders = [];
  open = [];
  calledOff = [];
  steps = new Map();
  answer = { status: 'done', step: 'ended' };
  holdBack = () => undefined;
  carrier = new PlanCarrier({
    nowMs: () => nowMs,
    newId: () => `step ${++ids}`,
    control: {
      hasLocks: true,
      openActions: async () => open,
      callOff: async (_, actionId) => {
        calledOff.push(actionId);
        open = open.filter(({ id }) => id !== actionId);
      },
      order: async (order): Promise<Taken> => {
        orders.push(order);
        await holdBack(order);
        const action = actionOf(order, `order ${orders.length}`);
        if (answer.step === 'waiting') open.push(action);
        return { action };
      },
    },
    keepStep: async (step) => void steps.set(step.id, step),
    onSent: () => {},
  });
});

function actionOf(order: ActionOrder, id: string): Action {
  return { ...order, id, askedAtMs: nowMs, dueAtMs: nowMs, made: [], audit: [], ...answer };
}

function due(
  minerId: string,
  current: PlanModeName,
  to: PlanModeName,
  given: {
    readonly set?: PlanModeName;
    readonly overheated?: boolean;
    readonly powerW?: number;
    readonly isAnswering?: boolean;
  } = {},
): DueMode {
  return {
    minerId,
    mayChange: true,
    isAnswering: given.isAnswering ?? true,
    isOverheated: given.overheated ?? false,
    powerW: given.powerW,
    found: { modes: MODES, current, set: given.set ?? 'normal' },
    to,
    why: 'pays',
    untilMs: nowMs + 3_600_000,
  };
}

/** A promise, and the way to fulfil it. */
function heldBack(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

const sent = () => orders.map(({ minerId, change }) => `${minerId} ${change.kind}`);

describe('carrying out a plan', () => {
  it('wakes several miners one a minute, and lets several rest at once', async () => {
    await carrier.look([due('a', 'off', 'normal'), due('b', 'off', 'normal')], []);
    expect(sent()).toEqual(['a resume']);
    nowMs += 30_000;
    await carrier.look([due('a', 'normal', 'normal'), due('b', 'off', 'normal')], []);
    expect(sent()).toEqual(['a resume']);
    nowMs += 30_000;
    await carrier.look([due('a', 'normal', 'normal'), due('b', 'off', 'normal')], []);
    expect(sent()).toEqual(['a resume', 'b resume']);
    orders.length = 0;
    nowMs += 60_000;
    await carrier.look([due('a', 'normal', 'off'), due('b', 'normal', 'off')], []);
    expect(sent()).toEqual(['a pause', 'b pause']);
  });

  it('sends a command once while the miner’s next answer is still to come', async () => {
    const wanted = due('a', 'normal', 'off');
    await carrier.look([wanted], []);
    nowMs += 10_000;
    await carrier.look([wanted], []);
    expect(sent()).toEqual(['a pause']);
  });

  it('lets no miner wait for another that takes its time with an order', async () => {
    const { promise, resolve } = heldBack();
    holdBack = ({ minerId }) => (minerId === 'slow' ? promise : undefined);
    const first = carrier.look([due('slow', 'off', 'normal')], []);
    await carrier.look([due('slow', 'off', 'off'), due('a', 'normal', 'off'), due('b', 'normal', 'off')], []);
    expect(sent()).toEqual(['slow resume', 'a pause', 'b pause']);
    resolve();
    await first;
    await carrier.look([due('slow', 'normal', 'off')], []);
    expect(sent().at(-1)).toBe('slow pause');
  });

  it('sends nothing more to a miner while an order to it is on its way', async () => {
    const { promise, resolve } = heldBack();
    holdBack = () => promise;
    const first = carrier.look([due('a', 'off', 'normal')], []);
    nowMs += 120_000;
    await carrier.look([due('a', 'normal', 'off')], []);
    expect(sent()).toEqual(['a resume']);
    resolve();
    await first;
  });

  it('counts a miner that was told to wake as awake, though it still draws little, where a breaker bears one', async () => {
    const circuits = [{ id: 'garage', name: 'Garage', limitW: 3_500, minerIds: ['a', 'b'] }];
    await carrier.look([due('a', 'off', 'normal'), due('b', 'off', 'normal')], circuits);
    nowMs += 61_000;
    await carrier.look([due('a', 'normal', 'normal', { powerW: 40 }), due('b', 'off', 'normal')], circuits);
    expect(sent()).toEqual(['a resume']);
    await carrier.look([due('a', 'off', 'off', { powerW: 10 }), due('b', 'off', 'normal')], circuits);
    expect(sent()).toEqual(['a resume', 'b resume']);
  });

  it('calls off what waits for a mode that is wanted no more, before it sends what is', async () => {
    answer = { status: 'scheduled', step: 'waiting' };
    await carrier.look([due('a', 'off', 'normal')], []);
    nowMs += 60_000;
    await carrier.look([due('a', 'off', 'normal')], []);
    expect(sent()).toEqual(['a resume']);
    expect(calledOff).toEqual([]);
    answer = { status: 'done', step: 'ended' };
    await carrier.look([due('a', 'normal', 'off')], []);
    expect(calledOff).toEqual(['order 1']);
    expect(sent()).toEqual(['a resume', 'a pause']);
  });

  it('notes what has got there as done, and what is wanted no more as passed over', async () => {
    await carrier.look([due('a', 'normal', 'off'), due('b', 'normal', 'off')], []);
    nowMs += 60_000;
    await carrier.look([due('a', 'off', 'off'), due('b', 'normal', 'normal')], []);
    expect([...steps.values()].map(({ minerId, became }) => `${minerId} ${became}`)).toEqual([
      'a done',
      'b skipped',
    ]);
  });

  it('calls off all that waits when nobody wants it carried out any more', async () => {
    answer = { status: 'scheduled', step: 'waiting' };
    await carrier.look([due('a', 'off', 'normal')], []);
    await carrier.callOffAll();
    expect(calledOff).toEqual(['order 1']);
  });

  it('never wakes or raises an overheated miner, and still lets it rest; one that is away gets nothing', async () => {
    await carrier.look([due('a', 'eco', 'normal', { overheated: true })], []);
    await carrier.look([due('b', 'normal', 'off', { isAnswering: false })], []);
    expect(sent()).toEqual([]);
    await carrier.look([due('a', 'normal', 'off', { overheated: true })], []);
    expect(sent()).toEqual(['a pause']);
  });

  it('gives up on a miner that does not get there after several commands, and says so', async () => {
    for (let minute = 0; minute < 9; minute++) {
      await carrier.look([due('a', 'normal', 'off')], []);
      nowMs += 60_000;
    }
    expect(orders).toHaveLength(6);
    expect([...steps.values()].at(-1)).toMatchObject({ became: 'failed', reason: 'not-followed' });
  });
});

describe('the way to a mode', () => {
  const to = (current: PlanModeName, wanted: PlanModeName, set?: PlanModeName) =>
    nextChange(due('a', current, wanted, set ? { set } : {}));

  it('sets a resting miner lower before it wakes it, and wakes it before it is raised', () => {
    expect(to('off', 'eco', 'normal')).toEqual({ kind: 'preset', preset: '70T' });
    expect(to('off', 'eco', 'eco')).toEqual({ kind: 'resume' });
    expect(to('off', 'normal', 'eco')).toEqual({ kind: 'resume' });
    expect(to('eco', 'normal', 'eco')).toEqual({ kind: 'preset', preset: '100T' });
    expect(to('normal', 'off')).toEqual({ kind: 'pause' });
  });
});
