import type { MinerView } from '../../src/domain/fleet-view.ts';
import type { MeterIdentity, MeterPart } from '../../src/domain/meter.ts';
import type { MeteredPair } from '../../src/domain/metered-pairs.ts';
import type { PlugReading } from '../../src/domain/plug-reading.ts';
import { roomTempC } from '../../src/domain/room.ts';
import type { MeterView } from '../../src/domain/wall-meter.ts';
import { wallPower } from '../../src/domain/wall-power.ts';
import type { MeterApi, MeterQuestion, ProbedMeter } from '../../src/workers/meter-api.ts';

export const KITCHEN_PLUG: MeterPart = {
  id: 'switch:0',
  offers: ['power', 'energy', 'voltage', 'current', 'switch'],
  powerW: 21.4,
  voltageV: 231,
  currentA: 0.1,
  on: true,
};

/** Plays the part of the collector that knows plugs and sensors: one Shelly at any address. */
export class FakeMeters implements MeterApi {
  /** What was asked of it, oldest first. */
  readonly calls: string[] = [];
  identity: MeterIdentity = { kind: 'shelly-gen2', name: 'Plug Kitchen', model: 'SNPL-00112EU' };
  parts: readonly MeterPart[] = [KITCHEN_PLUG];
  /** What the next question comes to, if not to its answer. */
  fails: unknown;
  /** How a plug stands after it was switched, if not as asked. */
  staysOn: boolean | undefined;
  views: readonly MeterView[] = [];
  readonly #removed = new Map<string, MeterView>();
  readonly #readings = new Map<string, readonly PlugReading[]>();
  readonly #pairs = new Map<string, readonly MeteredPair[]>();
  readonly #onChange: () => void;
  readonly #nowMs: () => number;

  constructor(nowMs: () => number, onChange: () => void) {
    this.#nowMs = nowMs;
    this.#onChange = onChange;
  }

  async probeMeter({ address, kind, access, partId }: MeterQuestion): Promise<ProbedMeter> {
    const login = access ? ' with a login' : '';
    this.#called(
      `probeMeter ${address.host}:${address.port} ${kind ?? 'any'}${login} ${partId ?? ''}`.trim(),
    );
    const locked = this.identity.locked === true && !access;
    return { identity: this.identity, address, parts: locked ? [] : this.parts };
  }

  async addMeters(...[added, access]: Parameters<MeterApi['addMeters']>) {
    for (const { name, role } of added)
      this.#called(
        `addMeters ${name} ${role.kind} of ${role.minerIds.join('+') || 'none'}${access ? ' with a login' : ''}`,
      );
    const whole = added.map((meter, i) => ({
      ...meter,
      id: `meter-${this.views.length + i}`,
      addedAtMs: this.#nowMs(),
    }));
    this.#show([...this.views, ...whole.map((meter) => this.#answering(meter))]);
    return whole;
  }

  async changeMeter(...[id, change, access]: Parameters<MeterApi['changeMeter']>) {
    this.#called(`changeMeter ${id} ${JSON.stringify(change)}${access ? ' with a login' : ''}`);
    this.#show(
      this.views.map((view) =>
        view.meter.id === id ? { ...view, meter: { ...view.meter, ...change } } : view,
      ),
    );
  }

  async removeMeter(id: string) {
    this.#called(`removeMeter ${id}`);
    const view = this.views.find(({ meter }) => meter.id === id);
    if (view) this.#removed.set(id, view);
    this.#show(this.views.filter(({ meter }) => meter.id !== id));
  }

  async undoRemoveMeter(id: string) {
    this.#called(`undoRemoveMeter ${id}`);
    const view = this.#removed.get(id);
    if (view) this.#show([...this.views, view]);
  }

  async switchMeter(id: string, on: boolean) {
    this.#called(`switchMeter ${id} ${on ? 'on' : 'off'}`);
    const stands = this.staysOn ?? on;
    this.#show(
      this.views.map((view) =>
        view.meter.id === id && view.part ? { ...view, part: { ...view.part, on: stands } } : view,
      ),
    );
    return { wanted: on, on: stands };
  }

  async setPlugReadings(...[minerId, readings]: Parameters<MeterApi['setPlugReadings']>) {
    const told = readings.map(({ wallW, deviceW }) => `${wallW} ${deviceW?.toFixed(0)}`).join(', ');
    this.#called(`setPlugReadings ${minerId} ${told || 'none'}`);
    const before = this.#readings.get(minerId) ?? [];
    this.#readings.set(minerId, readings);
    this.#onChange();
    return before;
  }

  async setMeteredPairs(...[minerId, pairs]: Parameters<MeterApi['setMeteredPairs']>) {
    this.#called(`setMeteredPairs ${minerId} ${pairs.length}`);
    const before = this.#pairs.get(minerId) ?? [];
    this.#pairs.set(minerId, pairs);
    this.#onChange();
    return before;
  }

  /** The miners with what these plugs and readings make of them. */
  onWall(miners: readonly MinerView[]): readonly MinerView[] {
    if (this.views.length === 0 && this.#readings.size + this.#pairs.size === 0) return miners;
    const read = miners.map((view) => {
      const plugReadings = this.#readings.get(view.miner.id);
      const meteredPairs = this.#pairs.get(view.miner.id);
      return plugReadings || meteredPairs
        ? { ...view, miner: { ...view.miner, plugReadings, meteredPairs } }
        : view;
    });
    const inputs = { meters: this.views, miners: read, nowMs: this.#nowMs() };
    return read.map((view) => ({
      ...view,
      wall: wallPower(view, inputs),
      roomTempC: roomTempC(view.miner.id, inputs.meters, inputs.nowMs),
    }));
  }

  #answering(meter: MeterView['meter']): MeterView {
    const part = this.parts.find(({ id }) => id === meter.partId);
    return { meter, part, answeredAtMs: this.#nowMs() };
  }

  #called(call: string): void {
    this.calls.push(call);
    if (this.fails !== undefined) throw this.fails;
  }

  #show(views: readonly MeterView[]): void {
    this.views = views;
    this.#onChange();
  }
}
