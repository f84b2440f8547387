import type { ImportSurvey, TableLayout } from '../../src/domain/file-import/import-file.ts';
import type {
  BackupApi,
  ImportAnswer,
  ImportAsk,
  ImportPreview,
  ImportReport,
  RestoreAnswer,
  SavedFile,
} from '../../src/workers/backup-api.ts';
import { importPreview, opened } from '../../src/workers/import-service.ts';

const DAY_MS = 86_400_000;

/** Plays what carries data in and out: files are looked into by the product's own parsers, and nothing is stored. */
export class FakeBackup implements BackupApi {
  readonly calls: string[] = [];
  lastAtMs: number | undefined;
  lastEncrypted: boolean | undefined;
  restoring: RestoreAnswer | undefined;
  /** Answers only when told to, so that progress can be looked at. */
  waitsForStop = false;
  /** There is nothing in any range. */
  storesNothing = false;
  /** How many repairs lie over what a table tells. */
  repairs = 0;
  #stop: (() => void) | undefined;

  constructor(readonly nowMs: () => number) {}

  async lastBackup() {
    return { atMs: this.lastAtMs, encrypted: this.lastEncrypted, oldestAtMs: this.nowMs() - 30 * DAY_MS };
  }

  async makeBackup(
    ...[{ passphrase }, onProgress]: Parameters<BackupApi['makeBackup']>
  ): Promise<SavedFile | undefined> {
    this.calls.push(`makeBackup ${passphrase ? 'sealed' : 'open'}`);
    onProgress(0.4);
    if (await this.#stopped()) return undefined;
    this.lastAtMs = this.nowMs();
    this.lastEncrypted = Boolean(passphrase);
    return { bytes: 4_200_000, blob: new Blob(['backup']), leftOut: 0 };
  }

  async restoreBackup(
    ...[{ file, passphrase }, onProgress]: Parameters<BackupApi['restoreBackup']>
  ): Promise<RestoreAnswer> {
    this.calls.push(`restoreBackup ${file.name} ${passphrase ?? ''}`);
    onProgress(0.7);
    await this.#stopped();
    return this.restoring ?? { refused: 'no-backup', detail: 'the file is no backup of Davylamp' };
  }

  async exportTable(
    ...[{ format, tier, minerIds, fromMs, toMs, values }, onProgress]: Parameters<BackupApi['exportTable']>
  ): Promise<SavedFile | undefined> {
    const hours = Math.round((toMs - fromMs) / 3_600_000);
    this.calls.push(`exportTable ${format} ${tier} ${minerIds.length} ${hours} h`);
    onProgress(0.2);
    if (await this.#stopped()) return undefined;
    if (this.storesNothing) return { bytes: 0, rows: 0 };
    const saved = { bytes: 1_300_000, rows: 10_080, blob: new Blob(['table']) };
    return values === 'repaired' && this.repairs > 0 ? { ...saved, repairs: this.repairs } : saved;
  }

  async surveyImport(file: File, zone: string, layout?: TableLayout): Promise<ImportAnswer<ImportSurvey>> {
    const answer = await opened(file, zone, layout);
    return 'refused' in answer ? answer : { read: answer.read.survey };
  }

  previewImport(ask: ImportAsk): Promise<ImportAnswer<ImportPreview>> {
    return importPreview(ask, this.nowMs(), new AbortController().signal);
  }

  async importFile(
    ...[{ file, mapping }, onProgress]: Parameters<BackupApi['importFile']>
  ): Promise<ImportAnswer<ImportReport>> {
    this.calls.push(`importFile ${file.name} ${Object.keys(mapping.columns).join(',')}`);
    onProgress(0.5);
    await this.#stopped();
    const problem = { line: 3, reason: 'no-number', column: 'hashrate_ghs', found: 'oops' } as const;
    return {
      read: {
        stored: 11,
        known: 2,
        lines: 4,
        used: 3,
        refused: 1,
        leftOut: 0,
        empty: 0,
        figures: 13,
        problems: [problem],
        problemCounts: { 'no-number': 1 },
        ambiguous: 0,
        firstAtMs: this.nowMs() - DAY_MS,
        lastAtMs: this.nowMs(),
        stopped: false,
      },
    };
  }

  async stopDataWork(): Promise<void> {
    this.calls.push('stopDataWork');
    this.#stop?.();
  }

  async #stopped(): Promise<boolean> {
    if (!this.waitsForStop) return false;
    await new Promise<void>((resolve) => {
      this.#stop = resolve;
    });
    return true;
  }
}
