import {
  ImportFileError,
  type ImportProblem,
  type TimeChoice,
} from '../../domain/file-import/import-file.ts';
import { type OpenedFile, type ReadableFile, shortened } from '../../domain/file-import/opened-file.ts';
import { CsvReader, type CsvRecord } from './csv-records.ts';
import { isObject } from './json-file.ts';
import { type LongBatch, type LongPoint, openLongFile } from './long-table.ts';
import { wordsOf } from './name-words.ts';

/** Home Assistant writes ISO 8601 with an offset or a Z. */
const TIME: TimeChoice = { form: 'date', order: 'ymd', zone: 'UTC' };
/** Where the name of a sensor goes over from the device to what it measures. */
const MEASURES = new Set(
  'hashrate hash power temp temperature vr asic chip board fan rpm voltage core input current frequency freq error errors shares accepted rejected best pool wifi uptime average avg ideal expected session difficulty efficiency consumption'.split(
    ' ',
  ),
);

/** Is this the head line of a history that was downloaded from Home Assistant's History page? */
export function isHomeAssistantHead(line: string): boolean {
  return /^entity_id,state,last_(changed|updated)/.test(line.trim());
}

/**
 * The history as the History page saves it (home-assistant/frontend, `src/panels/history`): `entity_id,state,last_changed`.
 * Only changes are written: a long time without a line is no gap, and nothing is filled in.
 */
export function openHomeAssistantCsv(file: ReadableFile): Promise<OpenedFile> {
  return openLongFile('home-assistant', TIME, () => csvBatches(file), aboutEntity);
}

/**
 * The history as the REST API tells it (`GET /api/history/period`, developers.home-assistant.io/docs/api/rest: a list of
 * states for each entity; with `minimal_response` only the first and last of them are whole), or as the WebSocket API
 * does (`history/history_during_period`: states by entity, with `s`, `lu` and `lc` in epoch seconds).
 */
export function openHomeAssistantJson(json: unknown): Promise<OpenedFile> {
  const lists = stateLists(json);
  if (!lists) throw new ImportFileError('not-readable', 'these are no states of Home Assistant');
  const units = new Map<string, string>();
  const points: LongPoint[] = [];
  const problems: ImportProblem[] = [];
  let line = 0;
  for (const { entity, states } of lists) {
    for (const state of states) {
      line += 1;
      const read = pointOf(state, entity, line);
      if ('reason' in read) problems.push(read);
      else points.push(read);
      const unit = unitOf(state);
      if (unit !== undefined) units.set(entity, unit);
    }
  }
  const batch: LongBatch = { points, problems, done: 1 };
  return openLongFile(
    'home-assistant',
    TIME,
    async function* () {
      yield batch;
    },
    (entity) => ({
      ...aboutEntity(entity),
      unit: units.get(entity),
    }),
  );
}

/** Does JSON look like states of Home Assistant? */
export function isHomeAssistantJson(json: unknown): boolean {
  return (stateLists(json)?.length ?? 0) > 0;
}

async function* csvBatches(file: ReadableFile): AsyncGenerator<LongBatch> {
  const reader = new CsvReader(',');
  let signs = 0;
  for await (const text of file.text()) {
    signs += text.length;
    yield batchOf(reader.take(text), Math.min(1, signs / Math.max(1, file.sizeBytes)));
  }
  yield batchOf(reader.end(), 1);
}

function batchOf(records: readonly CsvRecord[], done: number): LongBatch {
  const points: LongPoint[] = [];
  const problems: ImportProblem[] = [];
  for (const { line, cells, unclosed } of records) {
    const [entity, state, at] = cells;
    if (entity === 'entity_id') continue;
    if (unclosed || !entity || state === undefined || !at)
      problems.push({
        line,
        reason: unclosed ? 'unclosed-quote' : 'too-few-cells',
        found: shortened(cells.join(',')),
      });
    else points.push({ line, key: entity, at, text: state });
  }
  return { points, problems, done };
}

function stateLists(
  json: unknown,
): readonly { readonly entity: string; readonly states: readonly unknown[] }[] | undefined {
  if (Array.isArray(json)) {
    const lists: readonly unknown[] = json;
    return lists.flatMap((states: unknown) => {
      const first: unknown = Array.isArray(states) ? states[0] : undefined;
      const entity = isObject(first) ? first.entity_id : undefined;
      return Array.isArray(states) && typeof entity === 'string' ? [{ entity, states }] : [];
    });
  }
  if (!isObject(json)) return undefined;
  const inside = isObject(json.result) ? json.result : json;
  return Object.entries(inside).flatMap(([entity, states]) => {
    const first: unknown = Array.isArray(states) ? states[0] : undefined;
    return Array.isArray(states) && entity.includes('.') && isObject(first) && 's' in first
      ? [{ entity, states }]
      : [];
  });
}

function pointOf(state: unknown, entity: string, line: number): LongPoint | ImportProblem {
  const bad = (found: unknown): ImportProblem => ({
    line,
    reason: 'unreadable-line',
    column: entity,
    found: shortened(JSON.stringify(found) ?? ''),
  });
  if (!isObject(state)) return bad(state);
  const value = state.state ?? state.s;
  const at = state.last_changed ?? state.last_updated ?? state.lc ?? state.lu;
  if (typeof value !== 'string' && typeof value !== 'number') return bad(state);
  if (typeof at === 'string') return { line, key: entity, at, text: String(value) };
  if (typeof at !== 'number' || !(Math.abs(at) < 8e12)) return bad(state);
  return { line, key: entity, at: new Date(at * 1_000).toISOString(), text: String(value) };
}

function unitOf(state: unknown): string | undefined {
  const attributes = isObject(state) ? (state.attributes ?? state.a) : undefined;
  const unit = isObject(attributes) ? attributes.unit_of_measurement : undefined;
  return typeof unit === 'string' ? unit : undefined;
}

/** `sensor.kitchen_gamma_vr_temperature` → the device `kitchen_gamma`. */
function aboutEntity(entity: string): { readonly subject: string; readonly name: string } {
  const name = entity.slice(entity.indexOf('.') + 1);
  const words = name.split('_');
  const cut = words.findIndex((word, place) => place > 0 && wordsOf(word).some((part) => MEASURES.has(part)));
  return { subject: cut < 0 ? name : words.slice(0, cut).join('_'), name };
}
