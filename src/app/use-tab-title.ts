import { createEffect, createMemo } from 'solid-js';

/** Keeps the tab's title. */
export function useTabTitle(title: () => string): void {
  // A memo, so that the document is touched only when the words change.
  const words = createMemo(title);
  createEffect(() => {
    document.title = words();
  });
}
