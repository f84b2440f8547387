import type { Cause } from '../../../src/domain/health/cause.ts';
import type { Trouble } from '../../../src/domain/health/watch-finding.ts';
import type { AlarmBudget } from '../../../src/insight/anomaly/alarm-budget.ts';
import { brokenRules } from '../../../src/insight/anomaly/fixed-rules.ts';
import {
  type FleetFinding,
  type FleetWatch,
  fleetFindings,
  NEW_FLEET,
  watchFleet,
} from '../../../src/insight/anomaly/fleet-watch.ts';
import { hourOf } from '../../../src/insight/anomaly/hour.ts';
import type { Quarter, ToldIdentity } from '../../../src/insight/anomaly/quarter.ts';
import { QuarterKeeper } from '../../../src/insight/anomaly/quarter-keeper.ts';
import { causesBehind } from '../../../src/insight/cause/causes-behind.ts';
import { machineSizeOf } from '../../../src/insight/lifetime/published-rates.ts';
import { Random } from '../../../src/numerics/random.ts';
import { chipCount } from '../../../src/twin/miner-model.ts';
import type { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { twinReading } from '../../../src/twin/twin-reading.ts';
import { type Home, START_MS } from './home.ts';

/** An alarm that was raised: once, however long it then stands. */
export interface Raised {
  readonly atMs: number;
  readonly trouble: Trouble | 'fixed-rule';
  /** Absent where it concerns the whole place. */
  readonly twin?: number | undefined;
  /** What was held for its likeliest cause when it was raised; of the watch's own alarms only. */
  readonly cause?: Cause | undefined;
}

export interface LivedHome {
  readonly raised: readonly Raised[];
  readonly byFixedRules: readonly Raised[];
  /** When each twin first tripped; absent where it never did. */
  readonly trippedAtMs: readonly (number | undefined)[];
  readonly glances: readonly Glance[];
}

/** What an owner who looks once a week sees. */
export interface Glance {
  readonly atMs: number;
  readonly standing: readonly FleetFinding[];
  /** Means over the steady part of the day before, by twin; absent where there was none. */
  readonly lastDay: readonly (Quarter | undefined)[];
}

/** Each miner is asked every five minutes; the store's minutes hold more answers and less noise than that. */
const POLL_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const GLANCE_DAYS = 7;
const QUARTERS_A_DAY = 96;

/** Lets a home live for so many days under the watch, which hears nothing but what its devices say. */
export function liveIn(home: Home, days: number, budget: Omit<AlarmBudget, 'miners'>): LivedHome {
  const { twins } = home;
  const book = new AlarmLog();
  const rules = new AlarmLog();
  const trips = new Trips(twins);
  const keepers = twins.map(() => new QuarterKeeper('sha256'));
  const past: Quarter[][] = twins.map(() => []);
  const thermometer = Random.labelled(twins.length, 'thermometer');
  const identities = twins.map(() => identityTeller());
  const glances: Glance[] = [];
  let fleet = NEW_FLEET;
  for (let atMs = START_MS + POLL_MS; atMs <= START_MS + days * DAY_MS; atMs += POLL_MS) {
    const ended: Record<string, Quarter> = {};
    const room = home.thermometer ? { roomTempC: toldRoomC(home, atMs, thermometer) } : {};
    twins.forEach((twin, place) => {
      twin.step(POLL_MS / 1000);
      trips.look(twin, place);
      const reading = twinReading(twin);
      const quarter = keepers[place]?.push(atMs, reading, room, reading && identities[place]?.(twin));
      if (!quarter) return;
      ended[place] = quarter;
      const before = past[place] ?? [];
      rules.stand(
        atMs,
        brokenRules(quarter, before[0], before[1]).length > 0 ? [{ trouble: 'fixed-rule', twin: place }] : [],
        place,
      );
      past[place] = [quarter, ...before.slice(0, QUARTERS_A_DAY - 1)];
    });
    if (Object.keys(ended).length === 0) continue;
    fleet = watchFleet(fleet, ended);
    if (atMs % HOUR_MS !== 0) continue;
    const found = fleetFindings(fleet, { ...budget, miners: twins.length });
    const named = found.map((finding) => {
      const { trouble, minerId } = finding;
      const twin = minerId === undefined ? undefined : Number(minerId);
      return { trouble, twin, cause: () => likeliest(finding, fleet, found, home) };
    });
    book.stand(atMs, named);
    if ((atMs - START_MS) % (GLANCE_DAYS * DAY_MS) === 0)
      glances.push({ atMs, standing: found, lastDay: past.map((quarters) => hourOf(quarters.toReversed())) });
  }
  return { raised: book.raised, byFixedRules: rules.raised, trippedAtMs: trips.atMs, glances };
}

/** What the owner would read first beside an alarm. */
function likeliest(
  finding: FleetFinding,
  fleet: FleetWatch,
  found: readonly FleetFinding[],
  { twins }: Home,
): Cause | undefined {
  const ranking = causesBehind(finding, fleet, found, (id) => {
    const model = twins[Number(id)]?.model;
    return machineSizeOf(model?.boards, model && chipCount(model));
  });
  return ranking?.causes[0]?.cause;
}

/** The owner's thermometer: the room as it is, hot or not, to a tenth of a degree. */
function toldRoomC({ twins, airC }: Home, atMs: number, random: Random): number {
  const warmer = twins[0]?.effects.warmerAirK ?? 0;
  return Math.round(10 * (airC(atMs) + warmer + 0.1 * random.normal())) / 10;
}

/** What a miner's answers say of its firmware and pools; the same one for as long as they say the same. */
function identityTeller(): (twin: MinerTwin) => ToldIdentity {
  let told: ToldIdentity | undefined;
  let of: readonly unknown[] = [];
  return ({ options, settings, link }) => {
    const now = [options.firmware, settings.pools, link.usingFallback];
    if (told && now.every((each, index) => each === of[index])) return told;
    of = now;
    const pools = settings.pools.map(({ host, port, user }) => ({
      url: `stratum+tcp://${host}:${port}`,
      user,
    }));
    told = { firmware: options.firmware, pools, poolInUse: link.usingFallback ? 1 : 0 };
    return told;
  };
}

/** What is wrong at a moment; its cause is asked for where it is new. */
type Standing = Omit<Raised, 'atMs' | 'cause'> & { readonly cause?: () => Cause | undefined };

/** Counts an alarm when it begins to stand, and again only after it has been over for a day. */
class AlarmLog {
  readonly raised: Raised[] = [];
  private readonly stoodAtMs = new Map<string, number>();

  stand(atMs: number, standing: readonly Standing[], scope: number | string = ''): void {
    for (const { cause, ...one } of standing) {
      const key = `${scope} ${one.trouble} ${one.twin}`;
      const before = this.stoodAtMs.get(key);
      if (before === undefined || atMs - before > DAY_MS)
        this.raised.push({ ...one, atMs, cause: cause?.() });
      this.stoodAtMs.set(key, atMs);
    }
  }
}

/** Chips are too hot here where the firmware's own protection is not part of its twin, °C (domain/temperature-limits.ts). */
const TOO_HOT_C: Readonly<Record<string, number>> = { nerdos: 70, avalon: 105, cgminer: 95 };
const REGULATOR_TOO_HOT_C = 105;

/** Looks at the truth, for judging alone: has protection, brown-out or heat stopped a machine? */
class Trips {
  readonly atMs: (number | undefined)[];
  private readonly booted: number[];

  constructor(twins: readonly MinerTwin[]) {
    this.atMs = twins.map(() => undefined);
    this.booted = twins.map(({ state }) => state.bootedAtMs);
  }

  look({ state, model, silicon, effects, settings }: MinerTwin, place: number): void {
    if (this.atMs[place] !== undefined) return;
    const hottestC = state.temps.chipC + silicon.hottestOffsetK;
    const tooHot =
      settings.overheatMode ||
      hottestC > (TOO_HOT_C[model.family] ?? Number.POSITIVE_INFINITY) ||
      state.regulatorC > REGULATOR_TOO_HOT_C;
    const restarted = state.bootedAtMs !== this.booted[place] && !effects.firmwareChanged && !effects.reboot;
    this.booted[place] = state.bootedAtMs;
    if (tooHot || restarted) this.atMs[place] = state.atMs;
  }
}
