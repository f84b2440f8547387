import type { ForecastScores } from './forecast.ts';

/** Kinds of model that are trained and kept. */
export type ModelKind =
  | 'recurrent-net'
  | 'transformer'
  | 'temporal-convolution'
  | 'boosted-trees'
  | 'random-forest'
  | 'direct-linear'
  /** A net that came with the app, tuned on the owner's past. */
  | 'base-net';

/** What a model is allowed to do. */
export type ModelStatus =
  /** Trained, not tried yet. */
  | 'candidate'
  /** Forecasts beside the one that speaks, and is only scored. */
  | 'shadow'
  /** Won its contest lately; speaks, and is taken back by itself if its errors grow. */
  | 'canary'
  | 'champion'
  | 'archived'
  | 'rolled-back';

/** One epoch (or round) of training. */
export interface CurvePoint {
  readonly loss: number;
  readonly validationLoss: number;
}

/** What the registry knows of a model; its weights are kept beside. */
export interface ModelRecord {
  /** `price:BTC:day/boosted-trees/3`: target, kind, version from 1. */
  readonly id: string;
  readonly targetId: string;
  readonly kind: ModelKind;
  readonly version: number;
  readonly createdAtMs: number;
  readonly status: ModelStatus;
  /** Every status that it had, oldest first, and why. */
  readonly history: readonly {
    readonly atMs: number;
    readonly status: ModelStatus;
    readonly reason: ModelReason;
  }[];
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  /** What it learned from. */
  readonly data: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly rows: number;
    /** Fingerprint of all values. */
    readonly hash: string;
  };
  /** In the order that the model takes them. */
  readonly features: readonly { readonly name: string; readonly version: number }[];
  /** By fold, oldest first. */
  readonly folds: readonly ForecastScores[];
  readonly curve: readonly CurvePoint[];
  /** `wasm-simd`, `webgpu`, `plain`. */
  readonly backend: string;
  readonly trainedForMs: number;
  /** Davylamp's own version, and that of the format. */
  readonly libraries: Readonly<Record<string, string>>;
  /** The model that it was trained on from: one that came along (`base/room-temperature/1`). Absent where it began anew. */
  readonly parentId?: string | undefined;
  /** What the card of that model says. */
  readonly parentCard?: BaseCard | undefined;
  /** SHA-256 of the weights as stored, hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What the card of a model that comes with the app says of it, in figures: it has seen simulated homes and nobody's data. */
export interface BaseCard {
  /** Simulated homes that it was trained on, and days of each. */
  readonly homes: number;
  readonly days: number;
  /** Simulated homes that it had never seen, and what it missed by there, tuned on each, beside the simple rule. */
  readonly unseenHomes: number;
  readonly mase: number;
  readonly ruleMase: number;
}

/** Why a model's status changed. */
export type ModelReason =
  | { readonly kind: 'trained' }
  | { readonly kind: 'won'; readonly mase: number; readonly ruleMase: number; readonly p: number }
  /** It has a part, 0..1, in a mixture that won; the figures are the mixture's. */
  | {
      readonly kind: 'won-together';
      readonly mase: number;
      readonly ruleMase: number;
      readonly p: number;
      readonly share: number;
    }
  | { readonly kind: 'lost'; readonly mase: number; readonly ruleMase: number }
  | { readonly kind: 'stood-its-trial'; readonly days: number }
  | { readonly kind: 'errors-grew'; readonly mae: number; readonly usualMae: number }
  | { readonly kind: 'superseded'; readonly byId: string }
  | { readonly kind: 'owner' }
  | { readonly kind: 'imported' }
  | { readonly kind: 'features-changed'; readonly feature: string };
