import { Random } from '../../../src/numerics/random.ts';
import type { Fault } from '../../../src/twin/faults.ts';
import type { MinerModel } from '../../../src/twin/miner-model.ts';
import { GAMMA_601, NANO_3S, NERDQAXE_PP, S19J_PRO, SUPRA_401 } from '../../../src/twin/miner-models.ts';
import { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { roomTempAt } from '../../../src/twin/room.ts';
import { MILD_WEATHER, weatherSpellAt } from '../../../src/twin/weather.ts';
import { FAULT_PLANS, type FaultPlan } from './scripted-fault.ts';

/** A household with some miners in one room, and what goes wrong there. */
export interface Home {
  readonly twins: readonly MinerTwin[];
  /** The owner has a thermometer there. */
  readonly thermometer: boolean;
  readonly airC: (atMs: number) => number;
  readonly ills: readonly Ill[];
}

export interface Ill {
  readonly plan: FaultPlan;
  readonly fault: Fault;
  /** Place among the twins of the one that has it; absent where the whole place has. */
  readonly twin?: number | undefined;
}

const DAY_MS = 86_400_000;
/** The same part of the day in all homes, in spring, when the season moves fastest. */
export const START_MS = Date.UTC(2026, 2, 1);

const MODELS: readonly {
  readonly model: MinerModel;
  readonly difficulty: number;
  readonly firmware: string;
}[] = [
  { model: GAMMA_601, difficulty: 8192, firmware: 'v2.14.0' },
  { model: SUPRA_401, difficulty: 4096, firmware: 'v2.12.2' },
  { model: NERDQAXE_PP, difficulty: 16_384, firmware: 'v1.1.0' },
  { model: NANO_3S, difficulty: 16_384, firmware: '25021401' },
  { model: S19J_PRO, difficulty: 262_144, firmware: '49.0.1.3' },
];

/** Faults begin so long after the watch, at least; the least it needs to know a miner is half of that. */
const FIRST_FAULT_DAY = 14;
/** A heated home; as much of what the air outside is warmer than usual comes into it (twin/fleets.ts). */
const ROOM = { meanC: 21.5, seasonK: 3, dayK: 1.2, wanderK: 0.8 };
const SPELL_INDOORS = 0.15;

/** The home of that number: two to six miners, two of which fall ill, each in its own way. */
export function homeOf(index: number, days: number): Home {
  const seed = 7_000_003 + 977 * index;
  const random = Random.labelled(seed, 'home');
  const size = 2 + Math.floor(5 * random.uniform());
  const picks = Array.from({ length: size }, () => Math.floor(MODELS.length * random.uniform()));
  const ills = illsOf(index, picks, random, days);
  const roomC = roomTempAt({ ...ROOM, seed });
  const spellK = weatherSpellAt({ ...MILD_WEATHER, seed });
  const airC = (atMs: number) => roomC(atMs) + SPELL_INDOORS * spellK(atMs);
  const twins = picks.map((pick, place) => twinOf(pick, place, seed, airC, ills));
  return { twins, thermometer: random.uniform() < 0.5, airC, ills };
}

function illsOf(index: number, picks: number[], random: Random, days: number): readonly Ill[] {
  // Each fault as often as the others, and seldom with the same other one.
  const kinds = FAULT_PLANS.length;
  const first = FAULT_PLANS[index % kinds];
  const second = FAULT_PLANS[(index + Math.floor(kinds / 2) + Math.floor(index / kinds)) % kinds];
  return [first, second].flatMap((plan, place) => {
    const model = plan && modelFor(plan, picks, place, random);
    if (!plan || !model) return [];
    const span = Math.max(1, days - FIRST_FAULT_DAY - 45);
    const fromMs = START_MS + (FIRST_FAULT_DAY + Math.min(31, span) * random.uniform()) * DAY_MS;
    const fault = plan.script(random, Math.round(fromMs), model);
    return [{ plan, fault, twin: plan.wholePlace ? undefined : place }];
  });
}

/** A machine that can have the fault, at that place; another is put there if need be. */
function modelFor(plan: FaultPlan, picks: number[], place: number, random: Random): MinerModel | undefined {
  const able = MODELS.flatMap(({ model }, pick) => (plan.shows(model) ? [pick] : []));
  const now = picks[place] ?? 0;
  if (!able.includes(now)) picks[place] = able[Math.floor(able.length * random.uniform())] ?? now;
  return MODELS[picks[place] ?? 0]?.model;
}

function twinOf(
  pick: number,
  place: number,
  seed: number,
  airC: (atMs: number) => number,
  ills: readonly Ill[],
): MinerTwin {
  const kind = MODELS[pick] ?? MODELS[0];
  if (!kind) throw new RangeError('no models');
  const { model, difficulty, firmware } = kind;
  const user = `bc1qdemodemodemodemodemodemodemodemodemo.${place}`;
  return new MinerTwin({
    model,
    firmware,
    name: `${model.deviceModel} ${place}`,
    mac: '',
    ipv4: '',
    seed: seed + 31 * place,
    startMs: START_MS,
    pools: [
      { host: 'public-pool.io', port: 21_496, user, difficulty },
      { host: 'solo.ckpool.org', port: 3333, user, difficulty },
    ],
    airC,
    uptimeS: 5 * 86_400,
    faults: ills.flatMap(({ fault, twin }) => (twin === undefined || twin === place ? [fault] : [])),
  });
}
