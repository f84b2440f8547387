import { mean } from '../../src/numerics/mean.ts';
import { type Check, checked, failuresOf, type SuiteReport } from '../support/suite-report.ts';
import { BacktestDataError } from './bitcoin-days.ts';
import { f1, falseAlarmPercent, missedPercent, pooled } from './skab/confusion.ts';
import { FITTED_ROWS, type JudgedFile, judgedFile } from './skab/judged-file.ts';
import { leftOutFiles } from './skab/left-out-files.ts';
import { levelChart, NET_PEERS, QUICK_PEERS, type SkabDetector } from './skab/skab-detectors.ts';
import { normalPieces, type SkabFile, skabFiles } from './skab/skab-files.ts';

/** The best that SKAB's table has, and so the least that the live detector is held to. */
const LEAST_F1 = 0.78;
/** A row of one machine is to be scored well below a millisecond, and a fit to take seconds at most. */
const MOST_ROW_MS = 0.5;
const MOST_FIT_MS = 5_000;

/**
 * Detectors on SKAB (Katser & Kozitsin 2020), by its published protocol: each is fitted to the first 400 rows of a file, without
 * labels, and calls each row; F1, false alarm rate and missing alarm rate are of all rows of all files together. One rule for all
 * files. Unlike the published ones they hear rows in the order of time alone: none goes by what comes later.
 *
 * @param full trains and judges nets, too
 * @throws BacktestDataError where the folder holds no such file
 */
export async function skabSuite(folder: string, full: boolean): Promise<SuiteReport> {
  const all = skabFiles(folder);
  const files = all.filter(({ rows }) => rows.length > FITTED_ROWS);
  if (files.length === 0)
    throw new BacktestDataError(`no experiment is longer than ${FITTED_ROWS} rows in "${folder}"`);
  const tooShort = all
    .filter((file) => !files.includes(file))
    .map(({ name, rows }) => `${name} has ${rows.length} rows: more than ${FITTED_ROWS} are needed`);
  const normal = normalPieces(folder);
  const live = await judgedBy(levelChart(), files);
  const figures: Record<string, number> = { files: files.length, ...figuresOf(live, files) };
  const checks = checksOf(live);
  const peers = [...QUICK_PEERS, ...(full ? NET_PEERS : [])];
  for (const peer of peers) Object.assign(figures, figuresOf(await judgedBy(peer, files), files));
  if (normal.length > 0)
    for (const detector of [live.detector, ...peers]) {
      const { files: judged } = await judgedBy(detector, normal);
      figures[`${detector.name}: FAR after the fit, where nothing ever is (%)`] = falseAlarmPercent(
        pooled(judged.map(({ after }) => after)),
      );
    }
  const left = await leftOutFiles(files);
  figures['level chart, chosen by the other files: F1'] = f1(left.chosen);
  figures['level chart, chosen by the other files: FAR (%)'] = falseAlarmPercent(left.chosen);
  figures['level chart, chosen by the other files: MAR (%)'] = missedPercent(left.chosen);
  figures['level chart, worst of nine charts: F1'] = left.worstF1;
  figures['level chart, best of nine charts: F1'] = left.bestF1;
  const notes = [
    `fitted to the first ${FITTED_ROWS} rows of each file; published figures are of all 34 files of waico/SKAB`,
    namesOf(live, files),
    ...(full ? [] : ['nets were not trained: --full does']),
  ];
  return { suite: 'skab', figures, failures: [...failuresOf(checks), ...tooShort], checks, notes };
}

interface Judged {
  readonly detector: SkabDetector;
  readonly files: readonly JudgedFile[];
}

async function judgedBy(detector: SkabDetector, files: readonly SkabFile[]): Promise<Judged> {
  const judged: JudgedFile[] = [];
  for (const file of files) judged.push(await judgedFile(file, detector));
  return { detector, files: judged };
}

function figuresOf({ detector, files: judged }: Judged, files: readonly SkabFile[]): Record<string, number> {
  const { name, published } = detector;
  const whole = pooled(judged.map((each) => each.whole));
  const bySet = sets(files).map((set) => [
    `${name}: F1 on ${set}`,
    f1(pooled(judged.filter((_, place) => setOf(files[place]) === set).map((each) => each.whole))),
  ]);
  return {
    [`${name}: F1`]: f1(whole),
    [`${name}: F1 published of ${published.name}`]: published.f1,
    [`${name}: FAR (%)`]: falseAlarmPercent(whole),
    [`${name}: FAR published of ${published.name} (%)`]: published.falseAlarmPercent,
    [`${name}: FAR after the fit (%)`]: falseAlarmPercent(pooled(judged.map((each) => each.after))),
    [`${name}: MAR (%)`]: missedPercent(whole),
    [`${name}: MAR published of ${published.name} (%)`]: published.missedPercent,
    ...(bySet.length > 1 ? Object.fromEntries(bySet) : {}),
    [`${name}: fit of a file (ms)`]: mean(judged.map(({ fitMs }) => fitMs)),
    [`${name}: score of a row (ms)`]: mean(judged.map(({ rowMs }) => rowMs)),
  };
}

function checksOf({ detector, files }: Judged): readonly Check[] {
  const { name, published } = detector;
  return [
    checked({
      name: `SKAB, ${name}: F1`,
      value: f1(pooled(files.map(({ whole }) => whole))),
      published: published.f1,
      atLeast: LEAST_F1,
    }),
    checked({
      name: `SKAB, ${name}: score of a row (ms)`,
      value: mean(files.map(({ rowMs }) => rowMs)),
      atMost: MOST_ROW_MS,
    }),
    checked({
      name: `SKAB, ${name}: fit of a file (ms)`,
      value: mean(files.map(({ fitMs }) => fitMs)),
      atMost: MOST_FIT_MS,
    }),
  ];
}

/** Which sensor the anomalies were found by. */
function namesOf({ files: judged }: Judged, files: readonly SkabFile[]): string {
  const counts = new Map<string, number>();
  for (const [place, { named }] of judged.entries())
    for (const [sensor, count] of named.entries()) {
      const name = files[place]?.sensors[sensor] ?? '';
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  const found = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (!first || found === 0) return 'no anomaly was found';
  const percent = Math.round((100 * first[1]) / found);
  return `of the ${found} anomalies that the level chart found, ${percent} % were furthest out in "${first[0]}"`;
}

/** The table that a file is from. */
function setOf(file: SkabFile | undefined): string {
  return file?.name.split('/')[0] ?? '';
}

function sets(files: readonly SkabFile[]): readonly string[] {
  return [...new Set(files.map(setOf))];
}
