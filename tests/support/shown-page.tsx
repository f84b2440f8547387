import type { Accessor, JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { onTestFinished } from 'vitest';
import type { FleetView } from '../../src/domain/fleet-view.ts';
import { FleetContext } from '../../src/pages/fleet-context.ts';
import { Toasts } from '../../src/ui/toast.tsx';
import type { CollectorApi } from '../../src/workers/collector-api.ts';

interface ShownFleet {
  readonly collector: CollectorApi;
  readonly view: Accessor<FleetView>;
  readonly nowMs: number;
  readonly show?: () => void;
}

/** Draws a page over the owner's own fleet, as the app does, until the test is over. */
export function showPage({ collector, view, nowMs, show = () => {} }: ShownFleet, page: () => JSX.Element) {
  const host = document.createElement('div');
  document.body.append(host);
  const dispose = render(
    () => (
      <FleetContext.Provider
        value={{
          kind: 'real',
          view,
          startFailure: () => undefined,
          collector,
          ownCollector: async () => collector,
          openLearner: () => Promise.reject(new Error('no page here learns')),
          show,
          nowMs: () => nowMs,
        }}
      >
        <Toasts>{page()}</Toasts>
      </FleetContext.Provider>
    ),
    host,
  );
  onTestFinished(() => {
    dispose();
    host.remove();
  });
  return host;
}
