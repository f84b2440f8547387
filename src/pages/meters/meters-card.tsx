import { createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import type { WallMeter } from '../../domain/wall-meter.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { meters as text } from '../../ui/text/en/meters.ts';
import { useFleet } from '../fleet-context.ts';
import { createMeters } from './create-meters.ts';
import { MeterRow } from './meter-row.tsx';
import styles from './meters.module.css';

const AddDialog = lazy(async () => ({ default: (await import('./add-dialog.tsx')).AddDialog }));
const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog.tsx')).EditDialog }));

/** The owner's plugs and sensors: what they say now, what they are for, and the way to add one. */
export function MetersCard() {
  const fleet = useFleet();
  const meters = createMeters();
  const [adding, setAdding] = createSignal(false);
  const [edited, setEdited] = createSignal<WallMeter>();
  const away = () => fleet.view()?.proxyProblem !== undefined && meters.views().length > 0;
  return (
    <Card heading={text.heading}>
      <p class={styles.hint}>{text.what}</p>
      <Switch>
        <Match when={fleet.kind === 'demo'}>
          <Notice tone="info">{text.demo}</Notice>
        </Match>
        <Match when={meters.views().length === 0}>
          <p>{text.empty}</p>
        </Match>
      </Switch>
      <Show when={away()}>
        <Notice tone="watch" live>
          {text.away}
        </Notice>
      </Show>
      <Show when={meters.views().length > 0}>
        <ul class={styles.meters} aria-label={text.heading}>
          <For each={meters.views().map(({ meter }) => meter.id)}>
            {(id) => (
              <Show when={meters.views().find(({ meter }) => meter.id === id)}>
                {(view) => <MeterRow view={view()} meters={meters} onEdit={() => setEdited(view().meter)} />}
              </Show>
            )}
          </For>
        </ul>
      </Show>
      <Show when={fleet.kind === 'real'}>
        <div>
          <Button icon="add" onClick={() => setAdding(true)}>
            {text.add}
          </Button>
        </div>
      </Show>
      <Suspense>
        <Show when={adding()}>
          <AddDialog meters={meters} onClose={() => setAdding(false)} />
        </Show>
        <Show when={edited()}>
          {(meter) => <EditDialog meter={meter()} meters={meters} onClose={() => setEdited(undefined)} />}
        </Show>
      </Suspense>
    </Card>
  );
}
