import type { OperatingPoint } from '../../domain/economics/operating-point.ts';
import type { SwitchingRules } from '../../domain/plan-rules.ts';
import type { Random } from '../../numerics/random.ts';
import type { Environment } from '../../numerics/reinforcement/proximal-policy.ts';
import type { MinerModel } from '../../twin/miner-model.ts';
import { MILD_WEATHER, outdoorTempAt } from '../../twin/weather.ts';
import { type CurriculumStage, drawEpisode, type Episode } from './episode.ts';
import { placeOfWish, positionOf } from './frontier.ts';
import { drawHome, type HourTwin, homeSettings } from './home-twin.ts';
import { HOUR_MS, type PastHours } from './past-hours.ts';
import { POLICY_STATE_SIZE, policyState } from './policy-state.ts';

/** What a policy is praised for, as parts of 1. */
export interface RewardParts {
  readonly profit: number;
  readonly efficiency: number;
  readonly stability: number;
}

export const USUAL_REWARD: RewardParts = { profit: 0.7, efficiency: 0.2, stability: 0.1 };

export interface HourWorld {
  readonly stage: CurriculumStage;
  readonly models: readonly MinerModel[];
  readonly recorded: readonly PastHours[];
  readonly reward: RewardParts;
  readonly switching: SwitchingRules;
}

/** Of what all miners of a home draw at most, what its breaker bears, drawn between these; homes of one have none. */
const BREAKER = { least: 0.75, most: 1.1 };
/** Air in a room is so much warmer than outside, and never colder than the least. */
const ROOM_OVER_K = 8;
const LEAST_ROOM_C = 12;
const FIRST_AIR_C = 22;
const MOST_MINERS = 4;

/** A week of a home, hour by hour: twins of miners under recorded or invented prices. One wish moves all its miners. */
export class HourEnvironment implements Environment {
  readonly stateSize = POLICY_STATE_SIZE;
  readonly actionSize = 1;
  readonly #world: HourWorld;
  #episode: Episode | undefined;
  #twins: readonly HourTwin[] = [];
  #settings: readonly OperatingPoint[] = [];
  #airAt: (atMs: number) => number = () => Number.NaN;
  #moneyScale = 1;
  #breakerW = Number.POSITIVE_INFINITY;
  #hour = 0;
  #usual = 1;
  #place = 1;
  #changedAt = 0;

  constructor(world: HourWorld) {
    this.#world = world;
  }

  reset(random: Random): ArrayLike<number> {
    const { stage, models, recorded } = this.#world;
    const count = stage === 'several-miners' ? 1 + Math.floor(MOST_MINERS * random.uniform()) : 1;
    const outdoorAt = outdoorTempAt({ ...MILD_WEATHER, seed: Math.floor(random.uniform() * 2 ** 31) });
    this.#airAt = (atMs) => Math.max(LEAST_ROOM_C, outdoorAt(atMs) + ROOM_OVER_K);
    const home = drawHome(models, count, FIRST_AIR_C, random);
    this.#twins = home.twins;
    this.#usual = home.usual;
    this.#settings = homeSettings(this.#twins);
    const usual = this.#settings[this.#usual] as OperatingPoint;
    const strikePerEarned = usual.hashrateHs / 1e12 / 24 / (usual.powerW / 1_000);
    this.#episode = drawEpisode(stage, recorded, strikePerEarned, random);
    const mostW = this.#settings.at(-1)?.powerW ?? 0;
    this.#breakerW =
      count > 1
        ? mostW * (BREAKER.least + (BREAKER.most - BREAKER.least) * random.uniform())
        : Number.POSITIVE_INFINITY;
    this.#moneyScale = moneyScale(this.#episode, usual);
    this.#hour = this.#episode.from;
    this.#place = this.#usual;
    this.#changedAt = this.#hour - 12;
    return this.#state();
  }

  step(action: ArrayLike<number>, _random: Random) {
    const { reward } = this.#world;
    const { hours, to } = this.#episode as Episode;
    const wished = this.#withinBreaker(placeOfWish(action[0] ?? Number.NaN, this.#settings));
    const usual = this.#settings[this.#usual] as OperatingPoint;
    const airC = this.#airAt(hours.startMs + this.#hour * HOUR_MS);
    let [hashrateHs, powerW] = [0, 0];
    for (const twin of this.#twins) {
      const made = twin.hour(wished, airC);
      hashrateHs += made.hashrateHs;
      powerW += made.powerW;
    }
    const price = hours.pricePerKwh[this.#hour] ?? Number.NaN;
    const earnedPerHs = (hours.earnedPerThDay[this.#hour] ?? Number.NaN) / 1e12 / 24;
    const net = earnedPerHs * hashrateHs - (price * powerW) / 1_000 - this.#changeCost(wished, earnedPerHs);
    // Less what the hour's best setting brings: that is no doing of the policy's, and would only drown what is.
    const profit = Number.isNaN(net) ? 0 : (net - this.#bestOfHour(price, earnedPerHs)) / this.#moneyScale;
    const jPerHs = usual.powerW / usual.hashrateHs;
    const efficiency =
      hashrateHs > 0 ? ((jPerHs - powerW / hashrateHs) / jPerHs) * (hashrateHs / usual.hashrateHs) : 0;
    const stability = -Math.abs(
      Math.max(-0.5, positionOf(this.#settings, wished)) -
        Math.max(-0.5, positionOf(this.#settings, this.#place)),
    );
    if (wished !== this.#place) this.#changedAt = this.#hour;
    this.#place = wished;
    this.#hour++;
    const { profit: p, efficiency: e, stability: s } = reward;
    return {
      state: this.#state(),
      reward: p * profit + e * efficiency + s * stability,
      ended: this.#hour >= to,
    };
  }

  /** What the setting that brings most by itself would bring. */
  #bestOfHour(pricePerKwh: number, earnedPerHs: number): number {
    return Math.max(
      ...this.#settings.map(
        ({ hashrateHs, powerW }) => earnedPerHs * hashrateHs - (pricePerKwh * powerW) / 1_000,
      ),
    );
  }

  /** Brought down until the home's breaker bears it. */
  #withinBreaker(wished: number): number {
    let place = wished;
    while (place > 0 && (this.#settings[place]?.powerW ?? 0) > this.#breakerW) place--;
    return place;
  }

  /** As the planner counts it: hashes lost, and wear of a start. */
  #changeCost(to: number, earnedPerHs: number): number {
    const { hasSwitchingLosses } = this.#episode as Episode;
    if (!hasSwitchingLosses || to === this.#place || to === 0) return 0;
    const { startS, warmUpS, changeS, wearPerKwStart } = this.#world.switching;
    const isStart = this.#place === 0;
    const lostHours = (isStart ? startS + warmUpS / 2 : changeS) / 3_600;
    const usualKw = (this.#settings[this.#usual]?.powerW ?? 0) / 1_000;
    return (
      lostHours * earnedPerHs * (this.#settings[to]?.hashrateHs ?? 0) +
      (isStart ? wearPerKwStart * usualKw : 0)
    );
  }

  #state(): Float64Array {
    const { hours } = this.#episode as Episode;
    const atMs = hours.startMs + this.#hour * HOUR_MS;
    return policyState(hours, this.#hour, {
      settings: this.#settings,
      usual: this.#usual,
      current: this.#place,
      hoursSinceChange: this.#hour - this.#changedAt,
      chipRoomK: Math.min(...this.#twins.map(({ chipRoomK }) => chipRoomK)),
      airC: this.#airAt(atMs),
    });
  }
}

/** Half of what the usual setting turns over in an hour of the week, on the mean. */
function moneyScale({ hours, from, to }: Episode, usual: OperatingPoint): number {
  let sum = 0;
  for (let hour = from; hour < to; hour++) {
    sum += (Math.abs(hours.pricePerKwh[hour] || 0) * usual.powerW) / 1_000;
    sum += ((hours.earnedPerThDay[hour] || 0) * usual.hashrateHs) / 24e12;
  }
  return sum / (2 * (to - from)) || 1;
}
