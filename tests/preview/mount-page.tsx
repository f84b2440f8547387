import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { createFleet } from '../../src/app/create-fleet.ts';
import { FleetContext } from '../../src/pages/fleet-context.ts';
import { Toasts } from '../../src/ui/toast.tsx';
import '../../src/ui/base.css';
import { asOverPort } from './as-over-port.ts';
import { FakeCollector, type FakeOptions } from './fake-collector.ts';
import { FakeLearner } from './fake-learner.ts';
import type { Scenario } from './fake-views.ts';

export interface MountedPage {
  readonly collector: FakeCollector;
  readonly learner: FakeLearner;
  /** Where the page wanted to go: `real /miner/a1`. */
  readonly shown: readonly string[];
  /** The page's address, with its query. */
  readonly path: () => string;
  /** All words on the page, with breaking spaces. */
  readonly words: () => string;
  readonly find: <Kind extends Element>(selector: string) => Kind;
  /** The button or link with this name. */
  readonly control: (name: string) => HTMLElement;
  readonly remove: () => void;
}

/** The text of an element as it is read: a blank between its pieces, no other kind of space, and no word joiner. */
export function wordsOf(element: Element): string {
  const pieces: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) pieces.push(walker.currentNode.textContent ?? '');
  return pieces.join(' ').replaceAll('\u2060', '').replaceAll(/\s+/g, ' ').trim();
}

/** Puts one page into the browser over a fake collector, as the app would. */
export function mountPage(
  Page: () => JSX.Element,
  scenario: Scenario,
  options: FakeOptions & { readonly kind?: 'real' | 'demo'; readonly path?: string } = {},
): MountedPage {
  const history = createMemoryHistory();
  history.set({ value: options.path ?? '/' });
  const host = document.createElement('div');
  document.body.append(host);
  const collector = new FakeCollector(scenario, options);
  const learner = new FakeLearner();
  const shown: string[] = [];
  const dispose = render(() => {
    const fleet = createFleet({
      kind: options.kind ?? 'real',
      open: () => asOverPort(collector),
      openLearner: async () => learner.opened(),
      show: (kind, path = '/') => shown.push(`${kind} ${path}`),
    });
    return (
      <FleetContext.Provider value={fleet}>
        <Toasts>
          <MemoryRouter history={history}>
            <Route path="*" component={Page} />
          </MemoryRouter>
        </Toasts>
      </FleetContext.Provider>
    );
  }, host);
  return {
    collector,
    learner,
    shown,
    path: history.get,
    words: () => wordsOf(host),
    find: <Kind extends Element>(selector: string) => {
      const found = host.querySelector<Kind>(selector);
      if (!found) throw new Error(`the page has no ${selector}`);
      return found;
    },
    control: (name) => {
      const all = [...host.querySelectorAll<HTMLElement>('a, button')];
      const found = all.find((element) => (element.getAttribute('aria-label') ?? wordsOf(element)) === name);
      if (!found) throw new Error(`no button or link "${name}"`);
      return found;
    },
    remove: () => {
      dispose();
      host.remove();
    },
  };
}
