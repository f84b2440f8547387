import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timesSlower } from '../../tests/support/machine-pace.ts';
import type { Fault } from './faults.ts';
import { demoFleet } from './fleets.ts';
import type { MinerModel } from './miner-model.ts';
import { GAMMA_601, NANO_3S, NERDQAXE_PP, S19J_PRO, SUPRA_401 } from './miner-models.ts';
import { MinerTwin, type TwinOptions } from './miner-twin.ts';
import { twinReading } from './twin-reading.ts';
import type { TwinSettings } from './twin-state.ts';

const START_MS = Date.UTC(2026, 5, 1);
const MINUTE_MS = 60_000;
const pool = { host: 'pool', port: 3333, user: 'me', difficulty: 512 };

function twinOf(model: MinerModel, options: Partial<TwinOptions> = {}): MinerTwin {
  return new MinerTwin({
    model,
    firmware: 'v2.14.0',
    name: 'Test Miner',
    mac: '02:00:00:00:00:01',
    ipv4: '192.168.1.2',
    seed: 1,
    startMs: START_MS,
    pools: [pool, { ...pool, host: 'other' }],
    airC: () => 23,
    uptimeS: 86_400,
    ...options,
  });
}

function gamma(faults: readonly Fault[] = [], settings: Partial<TwinSettings> = {}): MinerTwin {
  return twinOf(GAMMA_601, { faults, settings });
}

const atMinute = (minutes: number): number => START_MS + minutes * MINUTE_MS;

describe('a healthy twin', () => {
  it.each([
    { model: GAMMA_601, ths: 1.07, watts: 17, chipC: 60 },
    { model: SUPRA_401, ths: 0.62, watts: 12, chipC: 60 },
    { model: NERDQAXE_PP, ths: 4.9, watts: 74, chipC: 60 },
    { model: NANO_3S, ths: 6.4, watts: 130, chipC: 95 },
    { model: S19J_PRO, ths: 100, watts: 2950, chipC: 76 },
  ])('of a $model.deviceModel hashes, draws and heats as the real one', ({ model, ths, watts, chipC }) => {
    const twin = twinOf(model);
    twin.advanceTo(atMinute(60));
    expect(Math.abs(twin.measured.mean1hHs / 1e12 / ths - 1)).toBeLessThan(0.05);
    expect(Math.abs(twin.measured.inputW / watts - 1)).toBeLessThan(0.08);
    expect(Math.abs(twin.measured.chipMaxC - chipC)).toBeLessThan(1.5);
    expect(twin.uptimeS).toBe(86_400 + 3600);
  });

  it('gives all its heat to the air when it has settled', () => {
    const { state } = gamma([], { autoFan: false, manualFanPercent: 60 });
    const carriedW = (state.temps.sinkC - state.airC) / state.sinkAirKPerW;
    expect(carriedW).toBeCloseTo(state.chipsW + state.regulatorLossW, 3);
  });

  it('draws more with more clock and more voltage, and is cooler with more fan', () => {
    const still = { autoFan: false, manualFanPercent: 60 };
    const base = gamma([], still);
    expect(gamma([], { ...still, frequencyMhz: 550 }).state.inputW).toBeGreaterThan(base.state.inputW);
    expect(gamma([], { ...still, coreVoltageMv: 1200 }).state.inputW).toBeGreaterThan(base.state.inputW);
    expect(gamma([], { ...still, manualFanPercent: 90 }).state.temps.chipC).toBeLessThan(
      base.state.temps.chipC,
    );
  });

  it('loses its hashrate when the voltage is too low for the clock', () => {
    const twin = gamma([], { frequencyMhz: 625, coreVoltageMv: 950 });
    twin.advanceTo(atMinute(30));
    expect(twin.state.hashrateHs).toBeLessThan(0.4 * twin.expectedHashrateHs);
    expect(twin.measured.errorPercent).toBeGreaterThan(60);
  });

  it('comes to the same slow state however it is stepped', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 5, 7, 13, 30), (stepS) => {
        const cold = { uptimeS: 0 };
        const coarse = twinOf(GAMMA_601, cold);
        const fine = twinOf(GAMMA_601, cold);
        coarse.advanceTo(atMinute(30), 60);
        fine.advanceTo(atMinute(30), stepS);
        expect(Math.abs(fine.state.temps.chipC - coarse.state.temps.chipC)).toBeLessThan(0.05);
        expect(Math.abs(fine.state.inputW - coarse.state.inputW)).toBeLessThan(0.02);
        expect(Math.abs(fine.state.fanPercent - coarse.state.fanPercent)).toBeLessThan(0.2);
        expect(fine.uptimeS).toBe(coarse.uptimeS);
      }),
      { numRuns: 6 },
    );
  });

  it('repeats itself for the same seed, and differs for another', () => {
    const once = gamma();
    const again = gamma();
    const other = twinOf(GAMMA_601, { seed: 2 });
    for (const twin of [once, again, other]) twin.advanceTo(atMinute(120));
    expect(again.measured).toEqual(once.measured);
    expect(again.link.accepted).toBe(once.link.accepted);
    expect(other.silicon.luckV).not.toBe(once.silicon.luckV);
    expect(other.measured.hashrateHs).not.toBe(once.measured.hashrateHs);
  });

  it('does not move when the clock goes backwards', () => {
    const twin = gamma();
    twin.advanceTo(atMinute(1));
    twin.advanceTo(atMinute(-5));
    expect(twin.state.atMs).toBe(atMinute(1));
  });
});

describe('a twin with a fault', () => {
  it('flatlined repeats one hashrate, finds nothing, and is cured by a restart', () => {
    const twin = gamma([{ kind: 'flatline', fromMs: atMinute(5) }]);
    twin.advanceTo(atMinute(6), 5);
    const { hashrateHs, mean1hHs } = twin.measured;
    const { accepted } = twin.link;
    const { domainsHs } = twin;
    twin.advanceTo(atMinute(40), 5);
    expect(twin.measured.hashrateHs).toBe(hashrateHs);
    expect(twin.measured.mean1hHs).toBe(mean1hHs);
    expect(twin.domainsHs).toEqual(domainsHs);
    expect(hashrateHs).toBeGreaterThan(1e12);
    expect(twin.link.accepted).toBe(accepted);
    twin.restart();
    twin.advanceTo(atMinute(60), 5);
    expect(twin.link.accepted).toBeGreaterThan(0);
    expect(twin.measured.hashrateHs).not.toBe(hashrateHs);
  });

  it('with a stalled domain does three quarters, and says which', () => {
    const twin = gamma([{ kind: 'domain-stalled', fromMs: atMinute(1), chip: 0, domain: 2 }]);
    twin.advanceTo(atMinute(90));
    expect(twin.measured.mean1hHs / twin.expectedHashrateHs).toBeCloseTo(0.75, 2);
    expect(twin.domainsHs.map((hs) => hs > 0)).toEqual([true, true, false, true]);
  });

  it('with a stalled chip loses that chip', () => {
    const twin = twinOf(NERDQAXE_PP, { faults: [{ kind: 'chip-stalled', fromMs: atMinute(1), chip: 3 }] });
    twin.advanceTo(atMinute(90));
    expect(twin.measured.mean1hHs / twin.expectedHashrateHs).toBeCloseTo(0.75, 2);
    expect(twin.domainsHs.slice(12)).toEqual([0, 0, 0, 0]);
  });

  it('with a worn fan turns slower at the same duty, in the end not at all', () => {
    const still = { autoFan: false, manualFanPercent: 80, frequencyMhz: 400, coreVoltageMv: 1000 };
    const wear: Fault = { kind: 'fan-wear', fromMs: START_MS, severity: 1, rampMs: 100 * MINUTE_MS };
    const twin = twinOf(GAMMA_601, { faults: [wear], settings: still });
    const fresh = twin.measured.fanRpm;
    twin.advanceTo(atMinute(50));
    expect(twin.measured.fanRpm / fresh).toBeCloseTo(0.5, 1);
    expect(twin.state.fanPercent).toBe(80);
    twin.advanceTo(atMinute(101));
    expect(twin.measured.fanRpm).toBe(0);
  });

  it('clogged by dust runs its fan faster for the same temperature', () => {
    const clean = gamma();
    const dusty = gamma([{ kind: 'dust', fromMs: START_MS, severity: 0.4 }]);
    for (const twin of [clean, dusty]) twin.advanceTo(atMinute(60));
    expect(dusty.measured.fanRpm).toBeGreaterThan(1.2 * clean.measured.fanRpm);
    expect(Math.abs(dusty.measured.chipC - clean.measured.chipC)).toBeLessThan(0.6);
  });

  it('on a bad supply sags and restarts again and again', () => {
    const healthy = gamma();
    const twin = gamma([{ kind: 'bad-supply', fromMs: START_MS, severity: 1 }]);
    healthy.advanceTo(atMinute(1), 5);
    twin.advanceTo(START_MS + 5000, 5);
    expect(twin.state.inputV).toBeLessThan(healthy.state.inputV - 0.3);
    twin.advanceTo(atMinute(120), 5);
    expect(twin.uptimeS).toBeLessThan(1800);
  });

  it('behind a dead router hashes on, unreachable and without shares, and keeps its uptime', () => {
    const twin = gamma([{ kind: 'router-down', fromMs: atMinute(1), untilMs: atMinute(31) }]);
    twin.advanceTo(atMinute(2));
    const { accepted } = twin.link;
    expect(twin.reachable).toBe(false);
    expect(twinReading(twin)).toBeUndefined();
    twin.advanceTo(atMinute(30));
    expect(twin.link.accepted).toBe(accepted);
    expect(twin.state.hashing).toBe(true);
    twin.advanceTo(atMinute(60));
    expect(twin.reachable).toBe(true);
    expect(twin.uptimeS).toBeGreaterThan(86_400);
  });

  it('unplugged cools down, and comes back with a new uptime', () => {
    const twin = gamma([{ kind: 'device-down', fromMs: atMinute(1), untilMs: atMinute(61) }]);
    twin.advanceTo(atMinute(60));
    expect(twin.reachable).toBe(false);
    expect(twin.state.temps.chipC).toBeLessThan(25);
    twin.advanceTo(atMinute(70), 5);
    expect(twin.reachable).toBe(true);
    expect(twin.uptimeS).toBeLessThan(600);
    expect(twin.measured.hashrateHs).toBeGreaterThan(1e12);
  });

  it('without its first pool mines to the second, and returns', () => {
    const twin = gamma([{ kind: 'pool-failover', fromMs: atMinute(1), untilMs: atMinute(31) }]);
    twin.advanceTo(atMinute(10), 5);
    expect(twin.link.usingFallback).toBe(true);
    twin.advanceTo(atMinute(40), 5);
    expect(twin.link.usingFallback).toBe(false);
  });

  it('with a register glitch claims an absurd hashrate for a moment', () => {
    const twin = gamma([{ kind: 'register-glitch', fromMs: atMinute(5), untilMs: atMinute(5.1) }]);
    twin.advanceTo(atMinute(5) + 3000, 1);
    expect(twin.measured.hashrateHs).toBeGreaterThan(50 * twin.expectedHashrateHs);
    twin.advanceTo(atMinute(6), 1);
    expect(twin.measured.hashrateHs).toBeLessThan(1.2 * twin.expectedHashrateHs);
  });

  it('with frozen sensors tells heat and power to the last digit as they were, whatever it does', () => {
    const twin = gamma([{ kind: 'sensors-frozen', fromMs: atMinute(20) }]);
    twin.advanceTo(atMinute(20) - 5000, 5);
    const { chipC, regulatorC, inputW } = twin.measured;
    twin.settings.frequencyMhz *= 0.8;
    twin.advanceTo(atMinute(40), 5);
    expect(twin.measured).toMatchObject({ chipC, regulatorC, inputW });
    expect(twin.state.inputW).toBeLessThan(0.9 * inputW);
  });

  it('reboots once, also when that is asked for at the very moment it stands at', () => {
    const twin = gamma();
    twin.advanceTo(atMinute(5));
    twin.addFault({ kind: 'reboot', fromMs: twin.state.atMs });
    twin.advanceTo(atMinute(5) + 1000);
    expect(twin.uptimeS).toBe(0);
    twin.advanceTo(atMinute(10));
    expect(twin.uptimeS).toBe(299);
  });

  it('rebooted does not answer for some seconds, then counts from nothing but keeps its best share', () => {
    const twin = gamma([{ kind: 'reboot', fromMs: atMinute(5) }]);
    twin.advanceTo(atMinute(4), 5);
    const best = twin.link.bestEver;
    twin.advanceTo(atMinute(5) + 5000, 5);
    expect(twin.reachable).toBe(false);
    twin.advanceTo(atMinute(6), 5);
    expect(twin.reachable).toBe(true);
    expect(twin.uptimeS).toBeLessThanOrEqual(60);
    expect(twin.link.bestEver).toBeGreaterThanOrEqual(best);
    expect(twin.link.bestSession).toBeLessThan(best);
  });
});

describe('an overheated AxeOS miner', () => {
  const blocked: Fault = { kind: 'overheat', fromMs: atMinute(1), untilMs: atMinute(10), severity: 1 };

  it('stops with the fan at 100 %, cools for at least 30 s, and goes on with 100 MHz and 100 mV less', () => {
    const twin = gamma([blocked]);
    let stoppedAtMs: number | undefined;
    let resumedAtMs: number | undefined;
    while (resumedAtMs === undefined && twin.state.atMs < atMinute(30)) {
      twin.step(1);
      if (stoppedAtMs === undefined && twin.settings.overheatMode) {
        stoppedAtMs = twin.state.atMs;
        expect(twin.state.temps.chipC).toBeGreaterThan(75);
        twin.step(1);
        expect(twin.state.hashrateHs).toBe(0);
        expect(twin.state.fanPercent).toBe(100);
      } else if (stoppedAtMs !== undefined && twin.settings.frequencyMhz < 525) {
        resumedAtMs = twin.state.atMs;
      }
    }
    expect((resumedAtMs ?? 0) - (stoppedAtMs ?? 0)).toBeGreaterThanOrEqual(30_000);
    expect(twin.settings.frequencyMhz).toBe(425);
    expect(twin.settings.coreVoltageMv).toBe(1050);
  });

  it('leaves the automatic fan off and the flag set after it has resumed', () => {
    const twin = gamma([{ ...blocked, untilMs: atMinute(4) }]);
    twin.advanceTo(atMinute(60), 5);
    expect(twin.state.hashing).toBe(true);
    expect(twin.settings.autoFan).toBe(false);
    expect(twin.settings.overheatMode).toBe(true);
  });
});

describe('the demo fleet', () => {
  const endMs = START_MS + 30 * 86_400_000;

  it('has a failing Kitchen Gamma that found its last share before it flatlined', () => {
    const startMs = endMs - 86_400_000;
    const fleet = demoFleet({ seed: 3, startMs, flatlineAtMs: endMs - 14 * MINUTE_MS });
    for (const twin of fleet) twin.advanceTo(endMs);
    const kitchen = fleet.find(({ name }) => name === 'Kitchen Gamma');
    expect(fleet).toHaveLength(6);
    expect(new Set(fleet.map(({ options }) => options.mac)).size).toBe(6);
    expect(kitchen?.link.lastShareAtMs).toBeLessThanOrEqual(endMs - 14 * MINUTE_MS);
    expect(kitchen?.measured.hashrateHs).toBeGreaterThan(1e12);
    const others = fleet.filter((twin) => twin !== kitchen);
    for (const twin of others) expect(twin.link.lastShareAtMs).toBeGreaterThan(endMs - 10 * MINUTE_MS);
  });

  it('lives through 30 days of minutes in well under the time a reader waits', () => {
    const fleet = demoFleet({ seed: 1, startMs: START_MS, flatlineAtMs: endMs - 14 * MINUTE_MS });
    const startedMs = performance.now();
    for (const twin of fleet) twin.advanceTo(endMs);
    // Takes 0.75 s on a quiet core; the bound is loose because tests share theirs.
    expect((performance.now() - startedMs) / timesSlower()).toBeLessThan(4000);
    expect(fleet.map(({ reachable }) => reachable)).not.toContain(false);
  });
});
