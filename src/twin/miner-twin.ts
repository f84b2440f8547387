import { Random } from '../numerics/random.ts';
import { DeviceHistory } from './device-history.ts';
import { effectsAt, type Fault, type FaultEffects, NO_EFFECTS } from './faults.ts';
import { nominalHashrateHs } from './hashrate.ts';
import { boardHashrates, domainHashrates, type Measurement, Sensors } from './measurement.ts';
import { chipCount, type MinerModel, type TwinFamily } from './miner-model.ts';
import { protectFromHeat } from './overheat-protection.ts';
import { advancePhysics } from './physics-step.ts';
import { HASHES_PER_DIFFICULTY } from './share-arrivals.ts';
import { drawSilicon, type Silicon } from './silicon.ts';
import { type PoolSetup, StratumLink } from './stratum.ts';
import { brownOutRatePerS } from './supply.ts';
import { coldState, defaultSettings, type TwinSettings, type TwinState } from './twin-state.ts';

export interface TwinOptions {
  readonly model: MinerModel;
  /** Firmware version as the device says it, for example `v2.14.0`: decides which fields it answers with. */
  readonly firmware: string;
  /** What its owner calls it, and the host name made of it. */
  readonly name: string;
  readonly mac: string;
  readonly ipv4: string;
  readonly seed: number;
  readonly startMs: number;
  readonly pools: readonly [PoolSetup, PoolSetup];
  readonly airC: (atMs: number) => number;
  /** How long it has been running at `startMs`, s; 0 is a cold start. */
  readonly uptimeS?: number;
  readonly settings?: Partial<TwinSettings>;
  /** What its web side or its API asks for; what the maker ships when absent. */
  readonly password?: string;
  readonly faults?: readonly Fault[];
}

/** From power on to the first answer. */
const BOOT_S = 12;
/** AxeOS keeps 720 rows, NerdOS a day of minutes; the others forget. */
const HISTORY_ROWS: Readonly<Partial<Record<TwinFamily, number>>> = { axeos: 720, nerdos: 1440 };
const NERDOS_HISTORY_S = 60;
/** Where the shares of a hijacked twin go: no real address, and recognisable as such. */
const STRANGERS_ADDRESS = 'bc1qstrangerstrangerstrangerstrangerstrange.x';
/** Steps of at most this length when catching up, s. */
const LONGEST_STEP_S = 60;

/**
 * One simulated miner. It knows no clock: the caller moves it on by {@link step} or {@link advanceTo}, and the same seed
 * moved the same way gives the same miner.
 */
export class MinerTwin {
  readonly model: MinerModel;
  readonly silicon: Silicon;
  readonly settings: TwinSettings;
  readonly link: StratumLink;
  readonly history: DeviceHistory;
  readonly state: TwinState;
  readonly hostname: string;
  effects: FaultEffects = NO_EFFECTS;
  private readonly random: Random;
  private readonly sensors: Sensors;
  private faults: Fault[];
  private ignoresCommands = false;
  private poolsInUse: readonly PoolSetup[];

  constructor(public options: TwinOptions) {
    const { model, seed, startMs } = options;
    this.model = model;
    this.hostname = options.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    this.random = Random.labelled(seed, 'twin');
    this.silicon = drawSilicon(model, seed);
    this.settings = { ...defaultSettings(model, options.pools), ...options.settings };
    this.poolsInUse = this.settings.pools;
    this.link = new StratumLink(...options.pools, Random.labelled(seed, 'shares'));
    this.history = new DeviceHistory(HISTORY_ROWS[model.family] ?? 0);
    this.state = coldState(startMs, options.airC(startMs));
    const rssiDbm = -45 - Math.round(25 * this.random.uniform());
    this.sensors = new Sensors(model, this.silicon, Random.labelled(seed, 'sensors'), rssiDbm);
    this.faults = [...(options.faults ?? [])];
    if ((options.uptimeS ?? 0) > 0) this.warmUp(options.uptimeS ?? 0);
  }

  get name(): string {
    return this.options.name;
  }

  get measured(): Measurement {
    return this.sensors.now;
  }

  get uptimeS(): number {
    return Math.max(0, (this.state.atMs - this.state.bootedAtMs) / 1000);
  }

  /** Does it answer on the network? */
  get reachable(): boolean {
    return !this.effects.networkDown && !this.effects.unplugged && this.state.bootingS <= 0;
  }

  /** What the firmware expects of its clock, H/s; 0 while chips are off. */
  get expectedHashrateHs(): number {
    const { smallCoresPerChip } = this.model;
    return nominalHashrateHs(this.settings.frequencyMhz, smallCoresPerChip, chipCount(this.model));
  }

  /** Measured hashrate of every domain of every chip, H/s. */
  get domainsHs(): number[] {
    const { model, silicon, measured, options } = this;
    return domainHashrates(measured, silicon, model, (index) => this.isStalled(index), options.seed);
  }

  /** Measured hashrate of every board, H/s. */
  get boardsHs(): number[] {
    const { model, silicon, measured, options } = this;
    const { stalledChips, stalledDomains, lostBoards } = this.effects;
    const stalls = stalledChips.length + stalledDomains.length + lostBoards.length > 0;
    const isStalled = stalls ? (index: number) => this.isStalled(index) : undefined;
    return boardHashrates(measured, silicon, model, isStalled, options.seed);
  }

  private isStalled(index: number): boolean {
    const { stalledChips, stalledDomains, lostBoards } = this.effects;
    const chip = Math.floor(index / this.model.domainsPerChip);
    const domain = index % this.model.domainsPerChip;
    return (
      stalledChips.includes(chip) ||
      lostBoards.includes(Math.floor(chip / this.model.chipsPerBoard)) ||
      stalledDomains.some((each) => each.chip === chip && each.domain === domain)
    );
  }

  /** Scripts one more fault. */
  addFault(fault: Fault): void {
    this.faults.push(fault);
  }

  /** Ends every scripted fault. */
  clearFaults(): void {
    this.faults = [];
  }

  /**
   * Takes a command that changes something, as its scripted faults let it.
   * @param carryOut changes settings or restarts, and gives the device's answer
   * @returns undefined where the answer is lost on its way
   */
  takeCommand<T>(carryOut: () => T): T | undefined {
    const { writesIgnored, writesUnanswered, rebootsOnWrite } = this.effects;
    const before = { ...this.settings };
    this.ignoresCommands = writesIgnored;
    const answer = carryOut();
    this.ignoresCommands = false;
    if (writesIgnored) Object.assign(this.settings, before);
    if (rebootsOnWrite) this.restart();
    return writesUnanswered ? undefined : answer;
  }

  /** Moves on to `atMs`, to the millisecond, in steps of at most `stepS`; a moment in the past changes nothing. */
  advanceTo(atMs: number, stepS = LONGEST_STEP_S): void {
    while (atMs - this.state.atMs >= 1) this.step(Math.min(stepS, (atMs - this.state.atMs) / 1000));
  }

  /** Moves on by `dtS` seconds (0 < dtS; meant for 1 to 60). */
  step(dtS: number): void {
    const { state, options } = this;
    const beforeMs = state.atMs;
    state.atMs += dtS * 1000;
    const wasUnplugged = this.effects.unplugged;
    this.effects = this.faults.length > 0 ? effectsAt(this.faults, state.atMs, beforeMs) : NO_EFFECTS;
    state.airC = options.airC(state.atMs) + this.effects.warmerAirK;
    if (this.effects !== NO_EFFECTS) this.meddle();
    if (this.effects.reboot || (wasUnplugged && !this.effects.unplugged)) this.restart();
    this.runHardware(dtS);
    if (!this.effects.unplugged && this.brownsOut(dtS)) this.restart();
    if (this.effects.unplugged || state.bootingS > 0) return;
    this.mine(dtS);
    this.remember();
  }

  /**
   * Restarts the device: counters and running means begin anew, settings and best share stay. A flatline ends, as owners
   * report of the real one.
   */
  restart(): void {
    if (this.ignoresCommands) return;
    const { state, settings } = this;
    settings.pools = settings.poolsFromNextStart ?? settings.pools;
    settings.poolsFromNextStart = undefined;
    this.faults = this.faults.filter((fault) => fault.kind !== 'flatline' || fault.fromMs > state.atMs);
    if (this.effects.flatline) this.effects = { ...this.effects, flatline: false };
    Object.assign(state, { bootingS: BOOT_S, cooledS: undefined, showsItselfUntilMs: undefined });
    this.history.clear();
    this.restartMining();
  }

  /** Starts only the mining process anew, where a firmware has one of its own: it counts from zero, and answers all along. */
  restartMining(): void {
    if (this.ignoresCommands) return;
    Object.assign(this.state, { bootedAtMs: this.state.atMs, errors: 0 });
    this.link.restart();
    this.sensors.restart();
  }

  /** What somebody else does to it. */
  private meddle(): void {
    const { settings, effects } = this;
    if (effects.settingsChanged) settings.frequencyMhz = Math.round(1.1 * settings.frequencyMhz);
    if (effects.poolHijacked)
      settings.pools = settings.pools.map((pool) => ({ ...pool, user: STRANGERS_ADDRESS }));
    if (!effects.firmwareChanged) return;
    this.options = { ...this.options, firmware: nextPatch(this.options.firmware) };
    this.restart();
  }

  private runHardware(dtS: number): void {
    const { state, settings } = this;
    const on = !this.effects.unplugged && !settings.paused && state.cooledS === undefined;
    state.hashing = on && state.bootingS <= 0;
    state.bootingS = Math.max(0, state.bootingS - dtS);
    advancePhysics(this, state, dtS);
    protectFromHeat(this.model, this.silicon, settings, state, dtS);
  }

  private mine(dtS: number): void {
    const { state, effects } = this;
    if (this.poolsInUse !== this.settings.pools) {
      this.poolsInUse = this.settings.pools;
      this.link.turnTo(this.poolsInUse);
    }
    const way = {
      networkDown: effects.networkDown,
      primaryDown: effects.primaryPoolDown,
      rejected: effects.sharesRejected,
      stale: effects.sharesStale,
      lost: effects.sharesLost,
    };
    this.link.step(state.hashrateHs, state.atMs, dtS, way);
    const noncesPerS = this.expectedHashrateHs / HASHES_PER_DIFFICULTY;
    if (state.hashrateHs > 0) state.errors += this.random.poisson(noncesPerS * state.errorRate * dtS);
    const { flatline: frozen, glitch, fanJitter, sensorsFrozen } = effects;
    this.sensors.measure(state, dtS, { frozen, glitch, fanJitter, sensorsFrozen });
  }

  private brownsOut(dtS: number): boolean {
    if (!this.state.hashing) return false;
    const rate = brownOutRatePerS(this.model.supply, this.state.inputV);
    return this.random.uniform() < -Math.expm1(-rate * dtS);
  }

  private remember(): void {
    const { state, measured, history } = this;
    const everyS = this.model.family === 'nerdos' ? NERDOS_HISTORY_S : this.settings.statsFrequencyS;
    if (!history.due(state.atMs, everyS)) return;
    history.add(measured, state);
  }

  /** Brings a cold twin where it would be after `uptimeS` of running: warm, with its shares counted. */
  private warmUp(uptimeS: number): void {
    const { state } = this;
    state.hashing = !this.settings.paused;
    for (let minute = 0; minute < 120; minute++) advancePhysics(this, state, 60);
    state.bootedAtMs = state.atMs - uptimeS * 1000;
    this.mine(uptimeS);
  }
}

/** The version after this one: its last number raised by one. */
function nextPatch(version: string): string {
  return version.replace(/\d+(?=\D*$)/, (last) => String(Number(last) + 1));
}
