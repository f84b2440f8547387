/**
 * The file of a restore that was begun in this tab and never came to its end: the page was loaded anew, or left. Kept in
 * the tab's own storage, which outlives a reload; that of the browser would tell of what another tab is still doing.
 */
export interface RestoreMark {
  /** Name of the file that was not restored to its end. */
  readonly brokenOff: () => string | undefined;
  readonly begin: (fileName: string) => void;
  readonly end: () => void;
}

const KEY = 'davylamp.restoring';

/** The mark that a restore leaves while it is under way. Where there is no storage, it leaves none. */
export function restoreMark(storage: () => Storage): RestoreMark {
  const attempt = <T>(work: (opened: Storage) => T): T | undefined => {
    try {
      return work(storage());
    } catch {
      // Storage is switched off or full: then nobody can be told after a reload, and nothing else is lost.
      return undefined;
    }
  };
  return {
    brokenOff: () => attempt((opened) => opened.getItem(KEY)) ?? undefined,
    begin: (fileName) => attempt((opened) => opened.setItem(KEY, fileName)),
    end: () => attempt((opened) => opened.removeItem(KEY)),
  };
}
