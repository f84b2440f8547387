import { onCleanup, Show } from 'solid-js';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { devices as text } from '../../ui/text/en/devices.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { createReach } from '../reach.ts';
import { DeviceList } from './device-list.tsx';
import { whyNotDecide } from './may-decide.ts';
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
  const reach = createReach();
  const known = () => helper.failed() || helper.latest() !== undefined;
  const check = () => (helper.failed() ? undefined : helper.latest());
  const why = () => whyNotDecide(check(), reach());
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/settings">{text.back}</ButtonLink>}
    >
      <Show when={known()} fallback={<Skeleton height="12rem" />}>
        <Show when={why()} fallback={<Decide />}>
          {(words) => <NotHere words={words()} isIn={check()?.proxy === 'ok'} />}
        </Show>
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

/** Why not here; the connection is looked at only where it is what is missing. */
function NotHere(props: { readonly words: string; readonly isIn: boolean }) {
  return (
    <Notice
      live
      tone={props.isIn ? 'info' : 'watch'}
      action={
        <Show when={!props.isIn}>
          <ButtonLink href="/add" look="primary">
            {text.notHere.connect}
          </ButtonLink>
        </Show>
      }
    >
      {props.words}
    </Notice>
  );
}
