import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BASE_RECIPES, seedsOf } from '../../scripts/base-models/base-recipes.ts';
import { isShipped } from '../../scripts/base-models/model-card.ts';
import {
  BASE_TRAINING,
  type BaseScore,
  fileOf,
  meanOf,
  scoresOf,
  trainedBase,
} from '../../scripts/base-models/train-base-model.ts';
import { simulatedTables } from '../../scripts/base-models/training-tables.ts';
import { BASE_MODELS } from '../../src/insight/forecast/base-models.ts';
import { readNetModel } from '../../src/numerics/forecast/learned/net-json.ts';

const FOLDER = new URL('../../models/forecast/', import.meta.url);
/** A phone on a slow line takes a second for as much. */
const MOST_BYTES = 150_000;
const text = (name: string) => readFile(new URL(name, FOLDER), 'utf8');
const rooms = (from: number, count: number, days: number) =>
  simulatedTables('room-temperature', seedsOf({ from, count }), days);

describe('the base models that come with the app', () => {
  it('are those whose files there are, small enough for a phone, and the ones that their cards speak of', async () => {
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
    expect(files).toEqual(BASE_MODELS.map(({ id }) => `${id}.json`).sort());
    for (const { id, load, horizon } of BASE_MODELS) {
      const file = await text(`${id}.json`);
      expect(file.length).toBeLessThan(MOST_BYTES);
      const card = await text(`${id}.md`);
      expect(card).toContain(createHash('sha256').update(file).digest('hex'));
      expect(readNetModel(await load()).horizon).toBe(horizon);
    }
  });

  it('say of themselves what their cards say', async () => {
    for (const { id, card } of BASE_MODELS) {
      const words = await text(`${id}.md`);
      expect(words).toContain(`${card.days} days of each of ${card.homes} simulated`);
      expect(words).toContain(`On ${card.unseenHomes} simulated`);
      expect(words).toContain(`tuned on the days before | ${card.mase.toFixed(3)} |`);
      expect(words).toContain(`as a day ago | ${card.ruleMase.toFixed(3)} |`);
    }
  });

  it('have a card each, and so have those that lost and are not shipped', async () => {
    for (const { target } of BASE_RECIPES) {
      const card = await text(`${target}.md`);
      const shipped = BASE_MODELS.some(({ id }) => id === target);
      expect(card.includes('a base model that is not shipped')).toBe(!shipped);
      expect(card).toContain('## What nobody knows');
    }
  });

  it('of rooms miss less than both simple rules in rooms that their card does not count, too', async () => {
    const model = readNetModel(JSON.parse(await text('room-temperature.json')));
    const scores = scoresOf(model, rooms(9001, 12, 30));
    const mean = (of: keyof BaseScore) => meanOf(scores.map((score) => score[of]));
    expect(mean('model')).toBeLessThan(mean('seasonalNaive'));
    expect(mean('model')).toBeLessThan(mean('persistence'));
  }, 90_000);
});

describe('training a base model', () => {
  const tiny = { ...BASE_TRAINING, units: 4, lookBack: 48, epochs: 2, mostWindows: 300 };

  it('gives the same file again, and learns', () => {
    const losses: number[] = [];
    const model = trainedBase(rooms(1, 8, 14), tiny, (_, loss) => losses.push(loss));
    expect(fileOf(trainedBase(rooms(1, 8, 14), tiny))).toBe(fileOf(model));
    expect(losses).toHaveLength(2);
    expect(losses[1]).toBeLessThan(losses[0] ?? 0);
  });

  it('learns from no miner or room that it is judged by', () => {
    for (const { trained, heldOut } of BASE_RECIPES) {
      const known = new Set(seedsOf(trained));
      expect(seedsOf(heldOut).filter((seed) => known.has(seed))).toEqual([]);
    }
  });

  it('ships nothing that is better than a rule by luck only', () => {
    const rules = { untuned: 1, persistence: 2, seasonalNaive: 1, dayMean: 2 };
    const score = (model: number): BaseScore => ({ ...rules, model });
    expect(isShipped([0.9, 0.8, 0.95, 0.85].map(score))).toBe(true);
    expect(isShipped([0.9, 1.3, 0.95, 0.8].map(score))).toBe(false);
    expect(isShipped([1.1, 1.2, 1.15, 1.1].map(score))).toBe(false);
  });

  it('simulates a miner that rests, breaks and answers nothing at times, the same of the same seed', () => {
    const [miner] = simulatedTables('power', [7], 6);
    expect(miner?.target).toHaveLength(6 * 24);
    const known = [...(miner?.target ?? [])].filter((value) => !Number.isNaN(value));
    expect(known.length).toBeGreaterThan(100);
    expect(Math.min(...known)).toBeGreaterThanOrEqual(0);
  });
});
