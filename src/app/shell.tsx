import { useLocation } from '@solidjs/router';
import { type JSX, Show, Suspense } from 'solid-js';
import { useFleet } from '../pages/fleet-context.ts';
import { Lamp } from '../ui/lamp.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { app as text } from '../ui/text/en/app.ts';
import { common } from '../ui/text/en/common.ts';
import { Announcer } from './announcer.tsx';
import type { AppProps } from './app-props.ts';
import { Banners } from './banners.tsx';
import { DemoRibbon } from './demo-ribbon.tsx';
import { Navigation } from './navigation.tsx';
import { usePairing } from './pairing.ts';
import styles from './shell.module.css';
import { StartFailed } from './start-failed.tsx';
import { tabTitle } from './tab-title.ts';
import { createTheme } from './theme.ts';
import { useAlertNotifications } from './use-alert-notifications.ts';
import { useAppBadge } from './use-app-badge.ts';
import { useTabTitle } from './use-tab-title.ts';

/** What stands around every page. */
export function Shell(props: AppProps & { readonly children: JSX.Element }) {
  const fleet = useFleet();
  const location = useLocation();
  createTheme(document.documentElement, () => fleet.view()?.settings);
  useTabTitle(() => tabTitle(location.pathname, fleet.view(), fleet.nowMs()));
  useAppBadge(fleet);
  useAlertNotifications(fleet);
  usePairing(fleet, props.pairingLink);
  let content: HTMLElement | undefined;
  return (
    <div class={styles.shell}>
      {/* The router would take a click on a fragment for a change of page, and leave the focus where it is. */}
      <a class={styles.skip} href="#content" on:click={skipTo(() => content)}>
        {text.skip}
      </a>
      <header class={styles.header}>
        <a class={styles.brand} href="/">
          <Lamp size="2rem" />
          <span>{common.appName}</span>
        </a>
        <Navigation />
      </header>
      <div class={styles.stage}>
        {/* A phone that is being let in shows no data yet, neither the demo's nor the owner's. */}
        <Show when={fleet.kind === 'demo' && location.pathname !== '/join'}>
          <DemoRibbon />
        </Show>
        <Banners update={props.update} install={props.install} visits={props.visits} />
        <main
          id="content"
          class={styles.main}
          tabindex="-1"
          ref={(element) => {
            content = element;
          }}
        >
          <Show
            when={fleet.startFailure()}
            fallback={<Suspense fallback={<Opening />}>{props.children}</Suspense>}
          >
            {(failure) => <StartFailed detail={failure().detail} />}
          </Show>
        </main>
      </div>
      <Announcer />
    </div>
  );
}

function skipTo(content: () => HTMLElement | undefined) {
  return (event: MouseEvent) => {
    event.preventDefault();
    content()?.focus();
  };
}

function Opening() {
  return (
    <Page heading={text.loadingPage} quietHeading>
      <Skeleton height="3rem" width="14rem" />
      <Skeleton height="16rem" />
    </Page>
  );
}
