import { type Accessor, createEffect, createResource, createSignal, on, onCleanup } from 'solid-js';
import type { Palette } from './palette.ts';
import { readPalette, watchTheme } from './palette.ts';
import type { Plot, PlotListener, PlotScene } from './plot.ts';
import { attachGestures, type GestureTarget } from './plot-gestures.ts';

/** What a plot is drawn from. */
export interface PlotSource {
  /** The element to fill; absent while there is nothing to draw. */
  readonly host: Accessor<HTMLElement | undefined>;
  readonly scene: Accessor<Omit<PlotScene, 'palette'>>;
  /** Changes when the lines themselves change, not only their values. */
  readonly arrangement: Accessor<string>;
  readonly listener: PlotListener;
  readonly gestures: Pick<GestureTarget, 'visible' | 'whole' | 'onVisible'>;
}

/**
 * Keeps a plot drawn in its host: made anew when the arrangement changes, drawn again when scene, theme or size do.
 * `failed` is true when the plotting code could not be loaded.
 */
export function createPlotIn(source: PlotSource): {
  readonly plot: Accessor<Plot | undefined>;
  readonly failed: Accessor<boolean>;
} {
  const [plotting] = createResource(source.host, () => import('./plot.ts'));
  const [palette, setPalette] = createSignal<Palette>();
  const [plot, setPlot] = createSignal<Plot>();

  createEffect(() => {
    const host = source.host();
    if (!host) return;
    setPalette(readPalette(host));
    onCleanup(watchTheme(() => setPalette(readPalette(host))));
  });

  createEffect(
    on(
      [source.host, () => (plotting.error ? undefined : plotting()), source.arrangement],
      ([host, module]) => {
        const colours = palette();
        if (!host || !module || !colours) return;
        const size = { width: host.clientWidth, height: host.clientHeight };
        const made = module.createPlot(host, { ...source.scene(), palette: colours }, size, source.listener);
        const stopGestures = attachGestures({ ...source.gestures, area: made.area, momentAt: made.momentAt });
        const sizes = new ResizeObserver(() => {
          // In a closed <details> there is no room, and nothing to draw.
          if (host.clientWidth > 0) made.resize(host.clientWidth, host.clientHeight);
        });
        sizes.observe(host);
        setPlot(made);
        onCleanup(() => {
          setPlot(undefined);
          sizes.disconnect();
          stopGestures();
          made.destroy();
        });
      },
    ),
  );

  createEffect(() => {
    const colours = palette();
    if (colours) plot()?.show({ ...source.scene(), palette: colours });
  });

  return { plot, failed: () => plotting.error !== undefined };
}
