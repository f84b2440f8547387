import type { StoreProblem } from '../../src/domain/fleet-view.ts';
import { REGISTRY } from '../../src/features/catalogue.ts';
import type { FeatureDefinition } from '../../src/features/definition.ts';
import { STEP_MS } from '../../src/features/definition.ts';
import { spreadOf } from '../../src/workers/feature-history.ts';
import type {
  FeatureList,
  FeatureNews,
  FeatureReport,
  FeatureStanding,
  LearnerApi,
  LearnerEntity,
} from '../../src/workers/learner-api.ts';
import type { Learner } from '../../src/workers/learner-client.ts';
import { FakeForecast } from './fake-forecast.ts';

const DAY_MS = 86_400_000;

interface FakeLearnerOptions {
  readonly nowMs?: () => number;
  /** The miner has never answered. */
  readonly empty?: boolean;
  /** It never comes to an end. */
  readonly working?: boolean;
}

/** Plays the learner: the product's own registry, with values made up. */
export class FakeLearner extends FakeForecast implements LearnerApi {
  readonly calls: string[] = [];
  problem: StoreProblem | undefined;
  closed = 0;
  #listener: ((news: FeatureNews) => void) | undefined;

  constructor(public options: FakeLearnerOptions = {}) {
    super(options.nowMs);
  }

  opened(): Learner {
    return {
      api: this,
      close: () => {
        this.closed += 1;
      },
      onBroken: () => {},
    };
  }

  /** Says something to whoever follows. */
  say(news: FeatureNews): void {
    this.#listener?.(structuredClone(news));
  }

  async start(): Promise<StoreProblem | undefined> {
    this.calls.push('start');
    return this.problem;
  }

  async features(): Promise<FeatureList> {
    const { definitions, known } = REGISTRY;
    return structuredClone({
      features: definitions.map(({ evaluator: _, ...words }) => words),
      told: Object.fromEntries(
        [...known.outside, ...known.facts].map(({ name, meaning }) => [name, meaning]),
      ),
    });
  }

  async entities(): Promise<readonly LearnerEntity[]> {
    return [
      { kind: 'miner', id: 'a1', name: 'Kitchen Gamma' },
      { kind: 'miner', id: 'c3', name: 'Workshop S21' },
      { kind: 'fleet', id: 'fleet' },
      { kind: 'site', id: 'home' },
      { kind: 'coin', id: 'BTC', name: 'BTC' },
    ];
  }

  async followFeatures(entity: LearnerEntity, listener: (news: FeatureNews) => void): Promise<void> {
    this.calls.push(`follow ${entity.kind} ${entity.id}`);
    this.#listener = listener;
    this.say({ kind: 'progress', done: 0.4 });
    if (!this.options.working) this.say({ kind: 'report', report: this.report(entity) });
  }

  async pageState(): Promise<void> {
    this.calls.push('page state');
  }

  async stopFeatures(): Promise<void> {
    this.calls.push('stop');
  }

  report(entity: LearnerEntity): FeatureReport {
    const nowMs = (this.options.nowMs ?? Date.now)();
    const toMs = Math.floor(nowMs / 60_000) * 60_000;
    return {
      entity,
      fromMs: toMs - 30 * DAY_MS,
      toMs,
      isEmpty: this.options.empty ?? false,
      standings: REGISTRY.ofEntity(entity.kind).map((definition, at) => standing(definition, at, toMs)),
      untold: ['boughtAtMs', 'price', 'wifiRssiDbm', 'model:optimal_power_limit_w', 'difficulty'],
    };
  }
}

/** Every ninth is missing, every tenth held, every eleventh beyond what can be. */
function standing({ name, range, step, unit }: FeatureDefinition, at: number, toMs: number): FeatureStanding {
  const low = Math.max(range[0], unit === '°C' ? 20 : 0);
  const high = Math.min(range[1], unit === '°C' ? 80 : low + 40 + at);
  const place = (i: number) =>
    low + (high - low) * (0.4 + 0.2 * Math.sin(i / 9 + at) + 0.15 * Math.sin(i * 1.7));
  const values = Float32Array.from({ length: 720 }, (_, i) => place(i));
  const endMs = Math.floor(toMs / STEP_MS[step]) * STEP_MS[step];
  const rows = (30 * DAY_MS) / STEP_MS[step];
  const known = { value: place(720), endMs, knownMs: endMs, known: place(720), rows, missing: at * 3 };
  if (at % 9 === 4)
    return {
      name,
      endMs,
      rows,
      value: Number.NaN,
      flags: ['missing'],
      ...(at % 2 === 0
        ? { missing: rows }
        : { missing: 3, knownMs: endMs - DAY_MS, known: place(3), spread: spreadOf(values) }),
    };
  const flags =
    at % 10 === 5 ? (['held'] as const) : at % 11 === 6 ? (['outside', 'winsorised'] as const) : [];
  return { name, ...known, flags, spread: spreadOf(values) };
}
