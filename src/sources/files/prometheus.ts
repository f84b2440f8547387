import {
  ImportFileError,
  type ImportProblem,
  type TimeChoice,
} from '../../domain/file-import/import-file.ts';
import { type OpenedFile, type ReadableFile, shortened } from '../../domain/file-import/opened-file.ts';
import { isObject } from './json-file.ts';
import { type LongBatch, type LongKey, type LongPoint, openLongFile } from './long-table.ts';

type Labels = Readonly<Record<string, string>>;

const EPOCH_S: TimeChoice = { form: 'epoch-s', order: 'ymd', zone: 'UTC' };
/** Labels that say which miner it is, the surest first. */
const SUBJECTS = [
  'mac',
  'hostname',
  'miner',
  'name',
  'host',
  'device',
  'ip',
  'instance',
  'exported_instance',
];
/** Labels of the scrape, not of what was measured. */
const OF_THE_SCRAPE = new Set([...SUBJECTS, 'job', '__name__', 'prometheus', 'ssid']);

/** Does JSON look like an answer of Prometheus? */
export function isPrometheusJson(json: unknown): boolean {
  return resultsOf(json) !== undefined;
}

/**
 * An answer of `GET /api/v1/query_range` (or `query`), prometheus.io/docs/prometheus/latest/querying/api: for each series
 * its labels and pairs of epoch seconds and a figure as text.
 * @throws ImportFileError where it is another answer
 */
export function openPrometheusJson(json: unknown): Promise<OpenedFile> {
  const results = resultsOf(json);
  if (!results) throw new ImportFileError('not-readable', 'this is no range of Prometheus');
  const known = new Map<string, LongKey>();
  const points: LongPoint[] = [];
  const problems: ImportProblem[] = [];
  let line = 0;
  for (const result of results) {
    const labels = isObject(result) ? labelsOf(result.metric) : {};
    const key = keyOf(labels);
    known.set(key, aboutLabels(labels));
    for (const pair of pairsOf(result)) {
      line += 1;
      const [at, text]: readonly unknown[] = Array.isArray(pair) ? pair : [];
      if (typeof at === 'number' && typeof text === 'string')
        points.push({ line, key, at: String(at), text });
      else
        problems.push({
          line,
          reason: 'unreadable-line',
          column: key,
          found: shortened(JSON.stringify(pair) ?? ''),
        });
    }
  }
  const batch: LongBatch = { points, problems, done: 1 };
  return openLongFile(
    'prometheus',
    EPOCH_S,
    async function* () {
      yield batch;
    },
    aboutKey(known),
  );
}

/** Is this a line of a text exposition? */
export function isPrometheusText(head: string): boolean {
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  return lines.some((line) => /^# (HELP|TYPE|UNIT) \w/.test(line)) || LINE.test(lines[0]?.trim() ?? '');
}

const LINE = /^([a-zA-Z_:][\w:]*)(\{.*\})?\s+([^\s]+)(?:\s+([\d.e+-]+))?(?:\s+#.*)?$/;

/**
 * A text exposition with times, as `promtool tsdb dump-openmetrics` writes it: OpenMetrics 1.0 (times in seconds, `# EOF`
 * at the end) or Prometheus' own text format 0.0.4 (times in milliseconds). A line without a time says nothing of when.
 */
export function openPrometheusText(file: ReadableFile): Promise<OpenedFile> {
  const known = new Map<string, LongKey>();
  return openLongFile('prometheus', EPOCH_S, () => textBatches(file, known), aboutKey(known));
}

async function* textBatches(file: ReadableFile, known: Map<string, LongKey>): AsyncGenerator<LongBatch> {
  let rest = '';
  let line = 0;
  let signs = 0;
  const batch = (lines: readonly string[], done: number): LongBatch => {
    const points: LongPoint[] = [];
    const problems: ImportProblem[] = [];
    for (const text of lines) {
      line += 1;
      if (text.trim() === '' || text.startsWith('#')) continue;
      const read = textPoint(text, line, known);
      if ('reason' in read) problems.push(read);
      else points.push(read);
    }
    return { points, problems, done };
  };
  for await (const piece of file.text()) {
    signs += piece.length;
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    yield batch(lines, Math.min(1, signs / Math.max(1, file.sizeBytes)));
  }
  yield batch([rest], 1);
}

function textPoint(text: string, line: number, known: Map<string, LongKey>): LongPoint | ImportProblem {
  const [, metric, braces, figure, at] = LINE.exec(text.trim()) ?? [];
  const labels = metric === undefined ? undefined : labelsIn(metric, braces);
  if (!labels || figure === undefined) return { line, reason: 'unreadable-line', found: shortened(text) };
  if (at === undefined) return { line, reason: 'no-time', found: shortened(text) };
  const key = keyOf(labels);
  if (!known.has(key)) known.set(key, aboutLabels(labels));
  // Before the year 5138 no second has so many digits, after 1973 every millisecond has.
  const seconds = Number(at) >= 1e11 ? Number(at) / 1_000 : Number(at);
  return { line, key, at: String(seconds), text: figure };
}

function labelsIn(metric: string, braces: string | undefined): Labels | undefined {
  const labels: Record<string, string> = { __name__: metric };
  let rest = braces?.slice(1, -1).trim() ?? '';
  while (rest !== '') {
    const [all, name, value] = /^(\w+)="((?:[^"\\]|\\.)*)"\s*,?\s*/.exec(rest) ?? [];
    if (all === undefined || name === undefined || value === undefined) return undefined;
    labels[name] = value.replaceAll(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
    rest = rest.slice(all.length);
  }
  return labels;
}

function resultsOf(json: unknown): readonly unknown[] | undefined {
  const data = isObject(json) && isObject(json.data) ? json.data : json;
  const results: unknown = isObject(data) ? data.result : undefined;
  return Array.isArray(results) && results.every((each) => isObject(each) && isObject(each.metric))
    ? results
    : undefined;
}

function pairsOf(result: unknown): readonly unknown[] {
  if (!isObject(result)) return [];
  if (Array.isArray(result.values)) return result.values;
  return Array.isArray(result.value) ? [result.value] : [];
}

function labelsOf(metric: unknown): Labels {
  const texts = Object.entries(isObject(metric) ? metric : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

/** The series as Prometheus writes it, its labels in order. */
function keyOf(labels: Labels): string {
  const rest = Object.entries(labels)
    .filter(([name]) => name !== '__name__')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const inside = rest.map(([name, value]) => `${name}="${value}"`).join(',');
  return `${labels.__name__ ?? ''}${inside === '' ? '' : `{${inside}}`}`;
}

function aboutLabels(labels: Labels): LongKey {
  const subject = SUBJECTS.map((name) => labels[name]).find((value) => value !== undefined && value !== '');
  const own = Object.entries(labels).filter(([name]) => !OF_THE_SCRAPE.has(name));
  return {
    subject: subject ?? '',
    name: [labels.__name__ ?? '', ...own.map(([, value]) => value)].join('_'),
  };
}

function aboutKey(known: ReadonlyMap<string, LongKey>): (key: string) => LongKey {
  return (key) => known.get(key) ?? { subject: '' };
}
