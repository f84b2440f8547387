import { createMemo, For, Index, Match, Show, Switch } from 'solid-js';
import {
  type FoundHardware,
  findHardware,
  type HardwareEntry,
  type HardwareFacts,
} from '../../domain/hardware.ts';
import type { MinerIdentity } from '../../domain/miner.ts';
import { Card } from '../../ui/card.tsx';
import { ABSENT } from '../../ui/format/decimal.ts';
import { hardwareName } from '../../ui/format/hardware-name.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { miner as text } from '../../ui/text/en/miner.ts';
import { createAnswer } from '../create-answer.ts';
import styles from './hardware-card.module.css';
import { type HardwareRow, hardwareRows } from './hardware-rows.ts';
import pageStyles from './miner-page.module.css';
import { isAged, type ShownMiner } from './shown-miner.ts';

const words = text.hardware;

/** What the device is made for, as far as anybody has told, beside what it does now. */
export function HardwareCard(props: { readonly shown: ShownMiner }) {
  const identity = createMemo(() => props.shown.view.miner.identity, undefined, {
    equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  // The list is large and most visits do not ask for it: it comes with this card, not with the app.
  const found = createAnswer(identity, async (asked) => {
    const { SHIPPED_HARDWARE } = await import('../../domain/shipped-hardware.ts');
    return { hardware: findHardware(SHIPPED_HARDWARE, asked) };
  });
  return (
    <Card heading={words.heading}>
      <Switch fallback={<Skeleton height="12rem" />}>
        <Match when={found.latest()?.hardware}>
          {(hardware) => <Known hardware={hardware()} shown={props.shown} />}
        </Match>
        <Match when={found.latest()}>
          <p>{words.none}</p>
        </Match>
        <Match when={found.failed()}>
          <p role="alert">{words.failed}</p>
        </Match>
      </Switch>
    </Card>
  );
}

function Known(props: { readonly hardware: FoundHardware; readonly shown: ShownMiner }) {
  const rows = () => hardwareRows(props.hardware.facts, props.shown.view, props.shown.settings);
  return (
    <>
      <p class={pageStyles.hint}>{leadOf(props.hardware, props.shown.view.miner.identity)}</p>
      <div class={styles.box}>
        <table class={styles.table} aria-label={words.table}>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{words.figure}</span>
              </th>
              <th scope="col">{words.design}</th>
              <th scope="col">{words.now}</th>
            </tr>
          </thead>
          <tbody>
            <Index each={rows()}>{(row) => <Row row={row()} aged={isAged(props.shown)} />}</Index>
          </tbody>
        </table>
      </div>
      <Sources facts={props.hardware.facts} />
    </>
  );
}

function Row(props: { readonly row: HardwareRow; readonly aged: boolean }) {
  return (
    <tr>
      <th scope="row">{props.row.label}</th>
      <td data-head={words.design} classList={{ [styles.unknown ?? '']: props.row.design === undefined }}>
        {props.row.design ?? words.unknown}
      </td>
      <td data-head={words.now}>
        <Show when={props.aged && props.row.now !== ABSENT} fallback={props.row.now}>
          <s>{props.row.now}</s>
        </Show>
        <Show when={props.row.over && !props.aged}>
          {' '}
          <strong class={styles.over}>{words.over}</strong>
        </Show>
      </td>
    </tr>
  );
}

/** Each source once, with what is owed to it. */
function Sources(props: { readonly facts: HardwareFacts }) {
  const sources = () => Map.groupBy(Object.entries(props.facts), ([, fact]) => fact?.source);
  return (
    <details class={`${pageStyles.hint} ${pageStyles.sources}`}>
      <summary>{words.sources}</summary>
      <ul class={styles.sources}>
        <For each={[...sources()]}>
          {([source, facts]) => (
            <li>
              <a href={source?.url} target="_blank" rel="noreferrer">
                {source?.title}
              </a>
              {`: ${facts.map(([fact]) => words.facts[fact as keyof HardwareFacts]).join(', ')}. ${source?.note ?? ''}`}
            </li>
          )}
        </For>
      </ul>
    </details>
  );
}

/** So many of the boards that it may be are named; WhatsMiners come in dozens of versions. */
const NAMED = 6;

function leadOf({ entries }: FoundHardware, identity: MinerIdentity): string {
  const names = entries.map(nameOf);
  const [only = ''] = names;
  if (names.length === 1)
    return words.lead(entries[0]?.boardVersion ? only : (hardwareName(identity) ?? only));
  return words.several(names.slice(0, NAMED).join(', '), names.length - NAMED);
}

/** By the catalogue's word, written as its maker does. */
function nameOf({ make, model, boardVersion }: HardwareEntry): string {
  const name = hardwareName({ make, model: model.replaceAll('Plus', '+') }) ?? model;
  return boardVersion === undefined ? name : words.board(name, boardVersion);
}
