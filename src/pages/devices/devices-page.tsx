import { Match, onCleanup, Show, Switch } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { devices as text } from '../../ui/text/en/devices.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { DeviceList } from './device-list.tsx';
import { PairCard } from './pair-card.tsx';

/** A device that comes in, or is seen again, shows up by itself. */
const LOOK_EVERY_MS = 10_000;

/** Phone and other devices: who is in, and the way in. Only the owner's own browser may decide. */
export function DevicesPage() {
  const fleet = useFleet();
  const helper = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).checkProxy(),
  );
  const proxy = () => (helper.failed() ? 'no-proxy' : helper.latest()?.proxy);
  const mayDecide = () => proxy() === 'ok' && helper.latest()?.role !== 'device';
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/settings">{text.back}</ButtonLink>}
    >
      <Show
        when={mayDecide()}
        fallback={
          <Show when={proxy()} fallback={<Skeleton height="12rem" />}>
            <NotHere proxy={proxy()} />
          </Show>
        }
      >
        <Decide />
      </Show>
    </Page>
  );
}

function Decide() {
  const fleet = useFleet();
  const devices = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).pairedDevices(),
  );
  const timer = setInterval(devices.askAgain, LOOK_EVERY_MS);
  onCleanup(() => clearInterval(timer));
  return (
    <>
      <PairCard onLetIn={devices.askAgain} />
      <DeviceList devices={devices} />
    </>
  );
}

function NotHere(props: { readonly proxy: 'ok' | 'no-proxy' | 'not-paired' | undefined }) {
  return (
    <Switch fallback={<Notice tone="info">{text.notHere.device}</Notice>}>
      <Match when={props.proxy === 'no-proxy' || props.proxy === 'not-paired'}>
        <Notice
          live
          tone="watch"
          action={
            <ButtonLink href="/add" look="primary">
              {text.notHere.connect}
            </ButtonLink>
          }
        >
          {props.proxy === 'no-proxy' ? text.notHere.noHelper : text.notHere.notPaired}
        </Notice>
      </Match>
    </Switch>
  );
}
