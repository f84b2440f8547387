/** The colours a canvas needs, resolved for the theme that is on now. */
export interface Palette {
  /** Lines in order; each also has its own dash ({@link DASHES}). */
  readonly lines: readonly string[];
  readonly band: string;
  readonly grid: string;
  readonly text: string;
  readonly mark: string;
  readonly spans: Readonly<Record<'info' | 'watch' | 'act', string>>;
  readonly font: string;
}

/** Dash of each line in order, CSS px: lines are told apart without colour. */
export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3]];

/**
 * Reads the palette from the design tokens as they apply to `element`. A custom property that holds `light-dark()`
 * computes to its own text, so each is resolved through the `color` of a probe.
 */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const palette: Palette = {
    lines: [resolve('--series-1'), resolve('--series-2'), resolve('--series-3')],
    band: resolve('--band'),
    grid: resolve('--grid'),
    text: resolve('--text-muted'),
    mark: resolve('--line-strong'),
    spans: { info: resolve('--accent-soft'), watch: resolve('--watch-soft'), act: resolve('--act-soft') },
    font: `12px ${getComputedStyle(element).fontFamily}`,
  };
  probe.remove();
  return palette;
}

/**
 * Calls back when the theme may have changed: by the app's switch (`data-theme` on the root) or by the system's.
 * Returns the function that stops watching.
 */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}
