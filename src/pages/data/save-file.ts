interface PickerOptions {
  readonly suggestedName: string;
}
type Picker = (options: PickerOptions) => Promise<FileSystemFileHandle>;

/** `undefined`: this browser has no such window. `cancelled`: its owner chose none. */
export type ChosenPlace = FileSystemFileHandle | 'cancelled' | undefined;

/**
 * Asks where to write a file, where the browser can (Chromium: `showSaveFilePicker`); then not even a large one needs
 * room in the browser's own storage. To be called first thing in a click.
 */
export async function chosenPlace(suggestedName: string): Promise<ChosenPlace> {
  const picker: unknown = Reflect.get(globalThis, 'showSaveFilePicker');
  if (!isPicker(picker)) return undefined;
  try {
    return await picker.call(globalThis, { suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    // Chromium has the window but not everywhere: not in a frame, not where a policy forbids it.
    if (error instanceof DOMException && error.name === 'SecurityError') return undefined;
    throw error;
  }
}

function isPicker(picker: unknown): picker is Picker {
  return typeof picker === 'function';
}

/** Offers a file to be saved under a name; nothing leaves this computer. */
export function offerFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari begins to save only after the click has been dealt with, and reads a large file for minutes.
  setTimeout(() => URL.revokeObjectURL(url), 600_000);
}

/** `davylamp-2026-11-21-1742`, of the owner's clock; of a demo that stands in it, too. */
export function fileStem(nowMs: number, isDemo: boolean, days?: string): string {
  const at = new Date(nowMs);
  const two = (figure: number) => String(figure).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `davylamp-${isDemo ? 'demo-' : ''}${days ?? `${day}-${two(at.getHours())}${two(at.getMinutes())}`}`;
}
