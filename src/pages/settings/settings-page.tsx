import { Show } from 'solid-js';
import { version } from '../../../package.json';
import type { Settings } from '../../domain/settings.ts';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { settings as text } from '../../ui/text/en/settings.ts';
import { useFleet } from '../fleet-context.ts';
import { MetersCard } from '../meters/meters-card.tsx';
import { AlarmsCard } from './alarms-card.tsx';
import { createSettings, type SettingsChange } from './create-settings.ts';
import { DataCard } from './data-card.tsx';
import { DevicesCard } from './devices-card.tsx';
import { FeaturesCard } from './features-card.tsx';
import { HelperCard } from './helper-card.tsx';
import { LooksCard } from './looks-card.tsx';
import { MoneyCard } from './money-card.tsx';
import { NotifyCard } from './notify-card.tsx';
import { RecorderCard } from './recorder-card.tsx';
import styles from './settings-page.module.css';
import { SourcesCard } from './sources-card.tsx';
import { StorageCard } from './storage-card.tsx';
import { WatchingCard } from './watching-card.tsx';

/** Everything the owner can set, kept at once, with a way back. */
export function SettingsPage() {
  const { settings, keep } = createSettings();
  return (
    <Page heading={text.heading}>
      <Show when={settings()} fallback={<Loading />}>
        {(known) => <Cards settings={known()} onKeep={(change) => void keep(change)} />}
      </Show>
    </Page>
  );
}

function Cards(props: { readonly settings: Settings; readonly onKeep: (change: SettingsChange) => void }) {
  return (
    <div class={styles.cards}>
      <div class={styles.column}>
        <WatchingCard settings={props.settings} onKeep={props.onKeep} />
        <MetersCard />
        <NotifyCard settings={props.settings} onKeep={props.onKeep} />
        <AlarmsCard />
        <MoneyCard settings={props.settings} onKeep={props.onKeep} />
        <SourcesCard />
        <FeaturesCard />
        <LooksCard settings={props.settings} onKeep={props.onKeep} />
        <DevicesCard />
      </div>
      <div class={styles.column}>
        <DataCard />
        <StorageCard settings={props.settings} onKeep={props.onKeep} />
        <HelperCard />
        <RecorderCard />
        <DemoCard />
        <Card heading={text.about.heading}>
          <p>{text.about.version(version)}</p>
          <p class={styles.hint}>{text.about.promise}</p>
        </Card>
      </div>
    </div>
  );
}

function DemoCard() {
  const fleet = useFleet();
  return (
    <Card heading={text.demo.heading}>
      <SwitchField
        label={text.demo.switch}
        hint={text.demo.hint}
        on={fleet.kind === 'demo'}
        onSwitch={(on) => fleet.show(on ? 'demo' : 'real', '/settings')}
      />
    </Card>
  );
}

function Loading() {
  return (
    <>
      <p class="visually-hidden" role="status">
        {text.loading}
      </p>
      <Skeleton height="12rem" />
      <Skeleton height="12rem" />
    </>
  );
}
