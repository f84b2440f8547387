import { useLocation } from '@solidjs/router';
import { lazy, Show, Suspense } from 'solid-js';
import type { FleetView } from '../domain/fleet-view.ts';
import { useFleet } from '../pages/fleet-context.ts';
import { createOnline } from '../pages/online.ts';
import { type Reach, reachOf } from '../pages/reach.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { formatClock } from '../ui/format/clock-time.ts';
import { Notice } from '../ui/notice.tsx';
import { recall } from '../ui/remembered-signal.ts';
import { app as text } from '../ui/text/en/app.ts';
import styles from './banners.module.css';
import type { Install } from './install.ts';
import type { Update } from './update.ts';

const StoreProblemNotice = lazy(async () => ({
  default: (await import('./store-problem-notice.tsx')).StoreProblemNotice,
}));
const PushLost = lazy(async () => ({ default: (await import('./push-lost.tsx')).PushLost }));
const InstallOffer = lazy(async () => ({ default: (await import('./install-offer.tsx')).InstallOffer }));

/** What concerns the whole app right now. Each line has one way on; none covers the page. */
export function Banners(props: {
  readonly update: Update;
  readonly install: Install;
  readonly visits: number;
}) {
  const { view, kind } = useFleet();
  const online = createOnline();
  const reach = () => reachOf(globalThis.location.origin, online());
  const location = useLocation();
  // The Fleet page's own status sentence and the connection doctor say it better, with the same way on.
  const saidBelow = () =>
    location.pathname === '/add' || (location.pathname === '/' && (view()?.miners.length ?? 0) > 0);
  const calm = () => view()?.proxyProblem === undefined && view()?.storeProblem === undefined;
  const worthInstalling = () =>
    calm() && (props.visits > 1 || (kind === 'real' && (view()?.miners.length ?? 0) > 0));
  return (
    <section class={styles.banners} aria-label={text.banners}>
      <Show when={view()}>
        {(shown) => (
          <OutOfReach
            view={shown()}
            online={online() || kind === 'demo'}
            reach={reach()}
            saidBelow={saidBelow()}
          />
        )}
      </Show>
      <Show when={view()?.storeProblem}>
        {(problem) => (
          <Suspense>
            <StoreProblemNotice kind={problem().kind} />
          </Suspense>
        )}
      </Show>
      {/* Looked at once the fleet shows, and only where pushes were switched on. */}
      <Show when={kind === 'real' && view() && recall('push-channel')}>
        <Suspense>
          <PushLost />
        </Suspense>
      </Show>
      <UpdateOffer update={props.update} />
      <Show when={worthInstalling() && props.install.way()}>
        {(way) => (
          <Suspense>
            <InstallOffer way={way()} install={props.install} />
          </Suspense>
        )}
      </Show>
    </section>
  );
}

/** Nobody is watching, or this device does not reach who does: says so, with the time to which the data reach. */
function OutOfReach(props: {
  readonly view: FleetView;
  readonly online: boolean;
  readonly reach: Reach;
  readonly saidBelow: boolean;
}) {
  const until = () => {
    const times = props.view.miners.flatMap(({ answeredAtMs }) => answeredAtMs ?? []);
    return times.length > 0 ? formatClock(Math.max(...times)) : undefined;
  };
  const offlineWords = () => {
    const time = until();
    return time === undefined ? text.offlineWithoutData : text.offline(time);
  };
  const words = (problem: 'no-proxy' | 'not-paired') => {
    const time = until() ?? text.never;
    if (problem === 'not-paired') return text.notPaired(time);
    if (props.reach === 'offline') return offlineWords();
    return props.reach === 'here' ? text.noHelper(time) : text.away(time);
  };
  return (
    <Show
      when={props.view.proxyProblem}
      fallback={
        <Show when={!props.online}>
          <Notice live tone="watch">
            {offlineWords()}
          </Notice>
        </Show>
      }
    >
      {(problem) => (
        <Show when={!props.saidBelow}>
          <Notice
            live
            tone={problem() === 'no-proxy' && props.reach !== 'here' ? 'watch' : 'act'}
            action={
              <ButtonLink href="/add">
                {problem() === 'no-proxy' ? text.checkConnection : text.pairNow}
              </ButtonLink>
            }
          >
            {words(problem())}
          </Notice>
        </Show>
      )}
    </Show>
  );
}

function UpdateOffer(props: { readonly update: Update }) {
  return (
    <Show when={props.update.ready()}>
      <Notice live tone="info" action={<Button onClick={() => props.update.take()}>{text.updateNow}</Button>}>
        {text.updateReady}
      </Notice>
    </Show>
  );
}
