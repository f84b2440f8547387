import { Match, Show, Switch } from 'solid-js';
import type { AlarmReport } from '../../domain/channel.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { alarms as text } from '../../ui/text/en/alarms.ts';
import { useFleet } from '../fleet-context.ts';
import { createSettings } from '../settings/create-settings.ts';
import { NotifyCard } from '../settings/notify-card.tsx';
import styles from './alarms-page.module.css';
import { ChannelsCard } from './channels-card.tsx';
import { type Alarms, createAlarms } from './create-alarms.ts';
import { DeliveryLog } from './delivery-log.tsx';
import { MutedCard } from './muted-card.tsx';
import { OpenCard } from './open-card.tsx';
import { PushCard } from './push-card.tsx';
import { ReachCard } from './reach-card.tsx';
import { RulesCard } from './rules-card.tsx';

/** What reaches the owner while no page is open: where it goes, how soon, and what came of it. */
export function AlarmsPage() {
  const fleet = useFleet();
  const alarms = createAlarms();
  return (
    <Page
      heading={text.heading}
      lead={text.lead}
      actions={<ButtonLink href="/settings">{text.back}</ButtonLink>}
    >
      <Show when={fleet.kind === 'demo'}>
        <Notice tone="info">{text.demo}</Notice>
      </Show>
      <Show when={alarms.report()?.role === 'device'}>
        <Notice tone="info">{text.device}</Notice>
      </Show>
      <Switch fallback={<Sections alarms={alarms} />}>
        <Match when={alarms.standing() === 'asking'}>
          <p class="visually-hidden" role="status">
            {text.loading}
          </p>
          <Skeleton height="8rem" />
          <Skeleton height="14rem" />
        </Match>
      </Switch>
    </Page>
  );
}

function Sections(props: { readonly alarms: Alarms }) {
  const fleet = useFleet();
  const { settings, keep } = createSettings();
  // What is said of another moment is no ground to change something by.
  const report = (): AlarmReport | undefined =>
    props.alarms.standing() === 'running' ? props.alarms.report() : undefined;
  const ownReport = () => (report()?.role === 'owner' ? report() : undefined);
  return (
    <div class={styles.columns}>
      <div class={styles.column}>
        <ReachCard alarms={props.alarms} />
        <Show when={report()}>{(known) => <PushCard alarms={props.alarms} report={known()} />}</Show>
        <Show when={ownReport()}>{(known) => <ChannelsCard alarms={props.alarms} report={known()} />}</Show>
        <Show when={settings()}>
          {(known) => <NotifyCard settings={known()} onKeep={(change) => void keep(change)} />}
        </Show>
      </div>
      <div class={styles.column}>
        <Show when={fleet.kind === 'real' && report()}>{(known) => <OpenCard report={known()} />}</Show>
        <MutedCard />
        <Show when={ownReport()}>{(known) => <RulesCard alarms={props.alarms} report={known()} />}</Show>
        <Show when={report()}>{(known) => <DeliveryLog report={known()} />}</Show>
      </div>
    </div>
  );
}
