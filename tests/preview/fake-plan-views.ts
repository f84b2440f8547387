import type { PastStep, PlanMode, PlanModeName } from '../../src/domain/plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../../src/domain/plan-rules.ts';
import { drawScenarios } from '../../src/insight/planning/draw-scenarios.ts';
import { hourPlan } from '../../src/insight/planning/hour-plan.ts';
import { type PlanMiner, planSlots } from '../../src/insight/planning/plan-inputs.ts';
import { slotsAhead } from '../../src/insight/planning/slots-ahead.ts';
import { Random } from '../../src/numerics/random.ts';
import type { PlanView } from '../../src/workers/plan-api.ts';

const HOUR_MS = 3_600_000;
/** Cheap at night and at noon, dear in the evening; per kWh. */
const PRICES = [
  0.09, 0.08, 0.07, 0.07, 0.08, 0.11, 0.17, 0.22, 0.21, 0.16, 0.11, 0.07, 0.05, 0.06, 0.09, 0.14, 0.21, 0.29,
  0.33, 0.31, 0.25, 0.19, 0.15, 0.11,
];
const EARNED_PER_TH_DAY = 0.05;

/** Of an S19j, a Bitaxe and an Avalon. */
function modesOf(scaleW: number, joulesPerTh: number): readonly PlanMode[] {
  const mode = (name: PlanModeName, part: number, energy: number): PlanMode => ({
    name,
    powerW: Math.round(part * scaleW),
    hashrateHs: name === 'off' ? 0 : (1e12 * part * scaleW) / (joulesPerTh * energy),
    changes: name === 'off' ? [{ kind: 'pause' }] : [{ kind: 'preset', preset: `${name}` }],
    known: name === 'normal' ? 'measured' : name === 'off' ? 'estimated' : 'tuned',
  });
  return [mode('off', 0.01, 1), mode('eco', 0.62, 0.84), mode('normal', 1, 1), mode('boost', 1.18, 1.09)];
}

/** The plan that the product makes of made-up prices, for some miners. */
export function fakePlanView(
  minerIds: readonly string[],
  nowMs: number,
  given: Partial<PlanRules> = {},
): PlanView {
  const rules: PlanRules = { ...USUAL_PLAN_RULES, minerIds, ...given };
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const span = { fromMs: nowMs, toMs: nowMs + 48 * HOUR_MS };
  const hourOf = (atMs: number) => new Date(atMs).getHours();
  const firstMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const priceOf = (atMs: number) => PRICES[hourOf(atMs)] ?? 0.1;
  const told = Array.from({ length: 30 }, (_, hour) => firstMs + hour * HOUR_MS);
  const prices = told.map((fromMs) => ({
    fromMs,
    toMs: fromMs + HOUR_MS,
    pricePerKwh: priceOf(fromMs),
    feedInPerKwh: 0.04,
  }));
  const random = new Random(7);
  const past = {
    fromMs: firstMs - 60 * 24 * HOUR_MS,
    values: Float64Array.from(
      { length: 60 * 24 },
      (_, hour) => priceOf(firstMs + hour * HOUR_MS) + 0.02 * random.normal(),
    ),
  };
  const slots = slotsAhead(planSlots(span, timeZone, rules), {
    prices,
    pastPrices: past,
    outlook: {
      near: 'similar-days',
      far: 'similar-days',
      misses: {
        near: { 'similar-days': 0.01, 'direct-linear': Number.NaN },
        far: { 'similar-days': 0.02, 'direct-linear': Number.NaN },
      },
    },
    earnedPerThDay: EARNED_PER_TH_DAY,
    surplusByHour: Float64Array.from({ length: 24 }, (_, hour) => Math.max(0, 900 - 60 * (hour - 12) ** 2)),
    localHour: hourOf,
  });
  const miners = minerIds.map(
    (minerId, place): PlanMiner => ({
      minerId,
      modes: minerId === 'e5' ? modesOf(3_068, 29.5) : modesOf(17 + 30 * place, 15 + 4 * place),
      usual: 'normal',
      current: 'normal',
    }),
  );
  const scenarios = drawScenarios({ slots, prices: past, random });
  const solver = {
    solve: () => {
      throw new Error('no whole program is asked for here');
    },
  };
  const inputs = { nowMs, timeZone, currency: 'EUR', rules, slots, miners, scenarios };
  const plan = hourPlan(inputs, solver, { mostWholeColumns: 0 });
  return {
    rules,
    ...(rules.carrying === 'paused' ? { missing: 'paused' as const } : { plan }),
    modes: Object.fromEntries(miners.map(({ minerId, modes }) => [minerId, modes])),
    left: [],
    past: rules.carrying === 'paused' ? [] : fakeSteps(minerIds, nowMs, rules.carrying === 'live'),
    canUndo: Object.keys(given).length > 0,
  };
}

function fakeSteps(minerIds: readonly string[], nowMs: number, isLive: boolean): readonly PastStep[] {
  const [minerId = ''] = minerIds;
  const step = (
    hoursAgo: number,
    from: PlanModeName,
    to: PlanModeName,
    more: Partial<PastStep>,
  ): PastStep => ({
    id: `step-${hoursAgo}`,
    atMs: nowMs - hoursAgo * HOUR_MS,
    minerId,
    from,
    to,
    why: to === 'off' ? 'too-dear' : 'pays',
    became: isLive ? 'done' : 'would',
    ...more,
  });
  return [
    step(2, 'eco', 'normal', isLive ? { became: 'refused', reason: 'conflict' } : {}),
    step(5, 'off', 'eco', {}),
    step(9, 'normal', 'off', {}),
  ];
}
