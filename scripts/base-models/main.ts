import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { readNetModel } from '../../src/numerics/forecast/learned/net-json.ts';
import type { NetModel } from '../../src/numerics/forecast/learned/net-model.ts';
import { BASE_RECIPES, type BaseRecipe, seedsOf } from './base-recipes.ts';
import { isShipped, modelCard } from './model-card.ts';
import { fileOf, scoresOf, trainedBase } from './train-base-model.ts';
import { simulatedTables } from './training-tables.ts';

/**
 * `npm run base-models [-- target … --cards]`: trains those, or all, and writes files and cards into `models/forecast`; with `--cards`
 * the files that are there are judged again.
 */

const FOLDER = new URL('../../models/forecast/', import.meta.url);
const wanted = process.argv.slice(2).filter((word) => word !== '--cards');
const isCardsOnly = process.argv.includes('--cards');

for (const recipe of BASE_RECIPES)
  if (wanted.length === 0 || wanted.includes(recipe.target)) await make(recipe);

function trainedOn({ target, trained, days, training }: BaseRecipe): NetModel {
  console.log(`${target}: ${trained.count} homes are simulated`);
  return trainedBase(simulatedTables(target, seedsOf(trained), days), training, (epoch, loss) =>
    console.log(`${target}: epoch ${epoch}, loss ${loss.toFixed(4)} on what is not learnt from`),
  );
}

async function make(recipe: BaseRecipe): Promise<void> {
  const { target, heldOut, days } = recipe;
  const place = new URL(`${target}.json`, FOLDER);
  const model = isCardsOnly ? readNetModel(JSON.parse(await readFile(place, 'utf8'))) : trainedOn(recipe);
  const scores = scoresOf(model, simulatedTables(target, seedsOf(heldOut), days));
  const file = fileOf(model);
  const sha256 = createHash('sha256').update(file).digest('hex');
  await rm(place, { force: true });
  if (isShipped(scores)) await writeFile(place, file);
  const card = modelCard(recipe, { scores, bytes: file.length, sha256 });
  await writeFile(new URL(`${target}.md`, FOLDER), card);
  console.log(`${target}: ${isShipped(scores) ? 'shipped' : 'not shipped'}`);
}
