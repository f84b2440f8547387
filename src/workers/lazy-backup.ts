import type { BackupApi } from './backup-api.ts';
import type { BackupServicePorts } from './backup-service.ts';

/** Loads what carries data in and out when a page first asks for it. */
export function lazyBackup(ports: BackupServicePorts): BackupApi {
  let opening: Promise<BackupApi> | undefined;
  const open = () => {
    opening ??= import('./backup-service.ts').then(({ createBackupService }) => createBackupService(ports));
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    lastBackup: async () => (await open()).lastBackup(),
    makeBackup: async (ask, onProgress) => (await open()).makeBackup(ask, onProgress),
    restoreBackup: async (ask, onProgress) => (await open()).restoreBackup(ask, onProgress),
    exportTable: async (ask, onProgress) => (await open()).exportTable(ask, onProgress),
    surveyImport: async (file, zone, layout) => (await open()).surveyImport(file, zone, layout),
    previewImport: async (ask) => (await open()).previewImport(ask),
    importFile: async (ask, onProgress) => (await open()).importFile(ask, onProgress),
    stopDataWork: async () => (await open()).stopDataWork(),
  };
}
