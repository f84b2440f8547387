import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { Button } from '../../ui/button.tsx';
import { formatDay } from '../../ui/format/clock-time.ts';
import { formatMoney } from '../../ui/format/money.ts';
import { health } from '../../ui/text/en/health.ts';
import { healthLog as text } from '../../ui/text/en/health-log.ts';
import type { FollowedHealth } from './create-health.ts';
import { loggedWords } from './logged-words.ts';
import styles from './maintenance-card.module.css';
import { MaintenanceDialog } from './maintenance-dialog.tsx';
import { type MinerNames, namesOf } from './miner-names.ts';
import { Subject } from './subject.tsx';
import { logGist } from './subject-gists.ts';

const SHOWN_AT_FIRST = 6;

interface LogProps {
  readonly log: readonly MaintenanceEvent[];
  readonly names: MinerNames;
  readonly currency: string;
  readonly followed: FollowedHealth;
}

/** What was done to the miners: first what the readings show and nobody wrote down, then what was. */
export function MaintenanceCard(props: LogProps) {
  const [writing, setWriting] = createSignal<{ readonly before?: MaintenanceEvent | undefined }>();
  const [all, setAll] = createSignal(false);
  const shown = () => (all() ? props.log : props.log.slice(0, SHOWN_AT_FIRST));
  let list: HTMLUListElement | undefined;
  let wasInList = false;
  // An entry that is taken out takes its button with it: a keyboard goes on at the list, and not at the top.
  createEffect(
    on(
      () => props.log.length,
      () => {
        if (wasInList && document.activeElement === document.body) list?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
  return (
    <Subject
      name="log"
      heading={text.heading}
      gist={logGist(props.log, props.names)}
      aside={
        <Button icon="add" onClick={() => setWriting({})}>
          {text.add}
        </Button>
      }
    >
      <p class={styles.hint}>{text.lead}</p>
      <ul
        class={styles.log}
        ref={list}
        tabindex="-1"
        aria-label={text.heading}
        onFocusIn={() => {
          wasInList = true;
        }}
        onFocusOut={({ relatedTarget }) => {
          // To nowhere: the button is gone with its entry.
          if (relatedTarget !== null) wasInList = false;
        }}
      >
        <For each={shown()} fallback={<li>{text.none}</li>}>
          {(event) => <Entry {...props} event={event} onEdit={() => setWriting({ before: event })} />}
        </For>
      </ul>
      <Show when={shown().length < props.log.length}>
        <div>
          <Button look="quiet" onClick={() => setAll(true)}>
            {text.more(props.log.length)}
          </Button>
        </div>
      </Show>
      <Show when={writing()} keyed>
        {({ before }) => (
          <MaintenanceDialog
            before={before}
            names={props.names}
            currency={props.currency}
            followed={props.followed}
            onClose={() => setWriting(undefined)}
          />
        )}
      </Show>
    </Subject>
  );
}

function Entry(props: LogProps & { readonly event: MaintenanceEvent; readonly onEdit: () => void }) {
  const event = () => props.event;
  const what = () =>
    text.entry(loggedWords(event()), namesOf([event().minerId], props.names, health.sentence.others));
  const confirm = () => {
    const { id, minerId, atMs, kind, component, note, cost } = event();
    void props.followed.log({ id, minerId, atMs, kind, component, note, cost }, event());
  };
  return (
    <li class={styles.entry}>
      <div class={styles.what}>
        <b>{what()}</b>
        <span class={styles.hint}>
          <time dateTime={new Date(event().atMs).toISOString()}>{formatDay(event().atMs)}</time>
          <Show when={event().cost}>
            {(cost) => <> · {text.cost(formatMoney(cost(), { currency: props.currency }))}</>}
          </Show>
          <Show when={event().told === 'inferred'}> · {text.inferred}</Show>
        </span>
        <Show when={event().note}>{(note) => <span>{note()}</span>}</Show>
        <Show when={event().told === 'inferred'}>
          <span class={styles.hint}>{text.inferredHint}</span>
        </Show>
      </div>
      <div class={styles.buttons}>
        <Show when={event().told === 'inferred'}>
          <Button look="quiet" icon="check" aria-label={text.confirmOf(what())} onClick={confirm}>
            {text.confirm}
          </Button>
          <Button
            look="quiet"
            aria-label={text.denyOf(what())}
            onClick={() => void props.followed.removeLogged(event())}
          >
            {text.deny}
          </Button>
        </Show>
        <Button look="quiet" icon="edit" aria-label={text.editOf(what())} onClick={() => props.onEdit()} />
        <Show when={event().told === 'hand'}>
          <Button
            look="quiet"
            icon="trash"
            aria-label={text.removeOf(what())}
            onClick={() => void props.followed.removeLogged(event())}
          />
        </Show>
      </div>
    </li>
  );
}
