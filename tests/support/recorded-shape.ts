import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';

const FIXTURES = '../shared/fixtures/miners';

export type Json = Record<string, unknown>;

/** What a real device sent, where the recordings are at hand; says so where they are not. */
export function recorded(path: string): Json | undefined {
  const file = `${FIXTURES}/${path}`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  console.log(`shape not compared: ${file} is not here`);
  return undefined;
}

/** Keys and types of a JSON value; the elements of an array are laid over each other. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = value.map(shape);
    return shapes.every((each) => typeof each === 'object')
      ? [Object.assign({}, ...shapes)]
      : shapes.slice(0, 1);
  }
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, shape(each)]),
  );
}

/** Every key that was recorded is answered, with the same type, all the way down. */
export function expectRecordedShape(answer: Json, recording: Json | undefined): void {
  if (recording !== undefined) expect(shape(answer)).toMatchObject({ ...Object(shape(recording)) });
}
