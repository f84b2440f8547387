import { createEffect, createResource, createSignal, For, on, onCleanup, Show } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import type { Miner } from '../../domain/miner.ts';
import { type PoolTemplate, poolsFor } from '../../domain/pool-template.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { control } from '../../ui/text/en/control.ts';
import { useFleet } from '../fleet-context.ts';
import { BulkConsent } from './bulk-consent.tsx';
import { BulkRow } from './bulk-row.tsx';
import styles from './control.module.css';
import { type BulkChange, createBulkChange, isReversible } from './create-bulk-change.ts';

const text = control.bulk;

type Wanted = 'pause' | 'resume' | 'restart' | 'pools';

/** Asks what to do with the chosen miners, shows it for each of them, and does it one after the other. */
export default function BulkControlDialog(props: {
  readonly miners: readonly Miner[];
  readonly onClose: () => void;
}) {
  const { collector, nowMs } = useFleet();
  const [templates] = createResource(() => collector.poolTemplates(), { initialValue: [] });
  const [wanted, setWanted] = createSignal<Wanted>('pause');
  const [templateId, setTemplateId] = createSignal<string>();
  const template = () => templates.latest.find(({ id }) => id === templateId()) ?? templates.latest[0];
  const bulk = createBulkChange(props.miners, collector, nowMs);
  onCleanup(bulk.stop);
  let body: HTMLDivElement | undefined;
  // Each step takes the button with it that led there: the keyboard goes on where the words are.
  const toWords = () => {
    if (document.activeElement === document.body || !document.activeElement?.isConnected) body?.focus();
  };
  createEffect(on([bulk.phase, bulk.watched], toWords, { defer: true }));
  const changeFor = (miner: Miner): DeviceChange => {
    const kind = wanted();
    const pools = template();
    if (kind === 'pools') return { kind, pools: pools ? poolsFor(pools, miner.name) : [] };
    return { kind };
  };
  return (
    <Dialog
      open
      heading={text.heading(props.miners.length)}
      onClose={props.onClose}
      wayOut={bulk.phase() === 'ended' ? text.close : undefined}
      actions={
        <Steps
          bulk={bulk}
          choosable={wanted() !== 'pools' || template() !== undefined}
          onLook={() => void bulk.look(changeFor)}
        />
      }
    >
      <div ref={body} tabIndex={-1} class={styles.group}>
        <Show when={bulk.phase() === 'choosing'}>
          <Wish
            wanted={wanted()}
            onWant={setWanted}
            templates={templates.latest}
            template={template()}
            onTemplate={setTemplateId}
          />
          <Show when={bulk.watched().length > 0}>
            <BulkConsent watched={bulk.watched()} onAllow={() => void bulk.allow()} />
          </Show>
        </Show>
        <Show when={bulk.phase() !== 'choosing'}>
          <p role="status" class={styles.hint}>
            {text.phases[bulk.phase()]}
          </p>
          <Show when={bulk.phase() === 'ready' && readyIn(bulk) === 0}>
            <Notice tone="watch">{text.nobody}</Notice>
          </Show>
          <ul class={styles.changes}>
            <For each={bulk.rows}>{(row) => <BulkRow row={row} />}</For>
          </ul>
        </Show>
      </div>
    </Dialog>
  );
}

/** What to do, and with which pools. */
function Wish(props: {
  readonly wanted: Wanted;
  readonly onWant: (wanted: Wanted) => void;
  readonly templates: readonly PoolTemplate[];
  readonly template: PoolTemplate | undefined;
  readonly onTemplate: (id: string) => void;
}) {
  return (
    <div class={styles.group}>
      <SelectField
        label={text.what}
        choices={(['pause', 'resume', 'restart', 'pools'] as const).map((choice) => ({
          choice,
          label: control.kinds[choice],
        }))}
        chosen={props.wanted}
        onChoose={props.onWant}
      />
      <Show when={props.wanted === 'pools'}>
        <Show when={props.template} fallback={<p class={styles.hint}>{text.noTemplates}</p>}>
          {(present) => (
            <SelectField
              label={control.pools.template}
              choices={props.templates.map(({ id, name }) => ({ choice: id, label: name }))}
              chosen={present().id}
              onChoose={props.onTemplate}
            />
          )}
        </Show>
      </Show>
      <p class={styles.hint}>{text.purpose}</p>
    </div>
  );
}

/** The way on from where it stands, or back. */
function Steps(props: {
  readonly bulk: BulkChange;
  /** Is it known what is wanted? */
  readonly choosable: boolean;
  readonly onLook: () => void;
}) {
  const ready = () => readyIn(props.bulk);
  const reversible = () => props.bulk.rows.filter(isReversible).length;
  const working = () => props.bulk.phase() === 'looking' || props.bulk.phase() === 'sending';
  return (
    <>
      <Show when={working()}>
        <Button onClick={props.bulk.stop}>{text.stop}</Button>
      </Show>
      <Show when={props.bulk.phase() === 'ready'}>
        <Button onClick={props.bulk.reconsider}>{text.back}</Button>
      </Show>
      <Show when={props.bulk.phase() === 'choosing' && props.choosable}>
        <Button look="primary" onClick={props.onLook}>
          {text.look}
        </Button>
      </Show>
      <Show when={props.bulk.phase() === 'ready' && ready() > 0}>
        <Button look="primary" onClick={() => void props.bulk.send()}>
          {text.send(ready())}
        </Button>
      </Show>
      <Show when={props.bulk.phase() === 'ended' && reversible() > 0}>
        <Button onClick={() => void props.bulk.undo()}>{text.undo(reversible())}</Button>
      </Show>
    </>
  );
}

function readyIn({ rows }: BulkChange): number {
  return rows.filter(({ step }) => step === 'ready').length;
}
