import { createSignal, For, Show } from 'solid-js';
import type { ProbedMiner } from '../../domain/fleet-view.ts';
import { formatAddress } from '../../domain/miner.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { firmwareName } from '../../ui/format/firmware-name.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { Notice } from '../../ui/notice.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import { useFleet } from '../fleet-context.ts';
import styles from './add-miner-page.module.css';

const text = addMiner.found;

/** What answered, and whether to add it. Nothing is added before the button is pressed. */
export function FoundCard(props: {
  readonly probed: ProbedMiner;
  readonly busy: boolean;
  readonly onAdd: (name: string) => void;
  readonly onCancel: () => void;
  readonly onShow: (minerId: string) => void;
  readonly onMove: () => void;
}) {
  const identity = () => props.probed.identity;
  const model = () => hardwareName(identity()) ?? identity().hostname ?? text.unknownModel;
  const [name, setName] = createSignal<string>();
  const suggested = () => identity().hostname ?? identity().model ?? formatAddress(props.probed.address);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    props.onAdd(name() ?? suggested());
  };
  return (
    <Card heading={text.heading(model())} tone="good">
      <Facts probed={props.probed} />
      <Show
        when={props.probed.known}
        fallback={
          <form class={styles.stack} onSubmit={submit}>
            <TextField
              name="name"
              label={text.name}
              hint={text.nameHint}
              autocomplete="off"
              maxLength={60}
              value={suggested()}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <p class={styles.consent}>{text.consent}</p>
            <div class={styles.actions}>
              <Button type="submit" look="primary" icon="add" busy={props.busy}>
                {text.add}
              </Button>
              <Button look="quiet" onClick={() => props.onCancel()}>
                {text.cancel}
              </Button>
            </div>
          </form>
        }
      >
        {(known) => (
          <Known
            name={known().name}
            old={formatAddress(known().address)}
            here={formatAddress(props.probed.address)}
            busy={props.busy}
            onMove={() => props.onMove()}
            onShow={() => props.onShow(known().id)}
          />
        )}
      </Show>
    </Card>
  );
}

/** It is one of ours: perhaps at a new address, for routers give those out as they like. */
function Known(props: {
  readonly name: string;
  readonly old: string;
  readonly here: string;
  readonly busy: boolean;
  readonly onMove: () => void;
  readonly onShow: () => void;
}) {
  const moved = () => props.old !== props.here;
  return (
    <Notice
      tone="info"
      live
      action={
        <Show when={moved()} fallback={<Button onClick={() => props.onShow()}>{text.show}</Button>}>
          <Button busy={props.busy} onClick={() => props.onMove()}>
            {text.move}
          </Button>
        </Show>
      }
    >
      {moved() ? text.knownElsewhere(props.name, props.old) : text.known(props.name)}
    </Notice>
  );
}

function Facts(props: { readonly probed: ProbedMiner }) {
  const { view } = useFleet();
  const facts = () => {
    const { identity, reading, address } = props.probed;
    const { hashrateUnit, temperatureUnit } = view()?.settings ?? DEFAULT_SETTINGS;
    return [
      [text.facts.model, [hardwareName(identity), identity.asicModel].filter(Boolean).join(' · ')],
      [text.facts.host, identity.hostname],
      // The last bytes tell one's own miners apart; the first are the maker's and the same on all.
      [text.facts.mac, identity.mac?.slice(-8) ?? text.noMac],
      [text.facts.firmware, firmwareName(identity)],
      [text.facts.address, formatAddress(address)],
      [
        text.facts.rate,
        formatHashrate(reading.hashrateHs, { algorithm: identity.algorithm, unit: hashrateUnit }),
      ],
      [text.facts.hottest, formatTemperature(reading.tempChipMaxC, { unit: temperatureUnit })],
    ] as const;
  };
  return (
    <dl class={styles.facts}>
      <For each={facts()}>
        {([label, fact]) => (
          <Show when={fact}>
            <div>
              <dt>{label}</dt>
              <dd>{fact}</dd>
            </div>
          </Show>
        )}
      </For>
    </dl>
  );
}
