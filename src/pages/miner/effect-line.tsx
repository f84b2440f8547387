import { For, Match, Show, Switch } from 'solid-js';
import type { ChangeEffect } from '../../domain/change-effect.ts';
import { journal as words } from '../../ui/text/en/journal.ts';
import styles from './effect-line.module.css';
import { effectLine, effectRows, groundsWords, hoursOf, verdictWords } from './effect-words.ts';

/** What a change did: its line, whether that is better or worse, and why. */
export function EffectLine(props: {
  readonly effect: ChangeEffect;
  /** The change that it stands beside. */
  readonly changeId: string;
  readonly currency: string;
}) {
  const isLast = () => {
    const last = props.effect.changes.at(-1);
    return last?.id === props.changeId || last?.seenAs === props.changeId;
  };
  const state = () => props.effect.state;
  const waiting = () => {
    const its = state();
    return its.kind === 'waiting' ? its : undefined;
  };
  const tooShort = () => {
    const its = state();
    return its.kind === 'too-short' ? its : undefined;
  };
  return (
    <Switch>
      <Match when={!isLast()}>
        <p class={styles.note}>{words.withNext}</p>
      </Match>
      <Match when={state().kind === 'older'}>
        <p class={styles.note}>{words.older}</p>
      </Match>
      <Match when={waiting()}>
        {(its) => <p class={styles.note}>{words.waiting(hoursOf(its().hoursMore))}</p>}
      </Match>
      <Match when={tooShort()}>{(its) => <p class={styles.note}>{words.tooShort[its().side]}</p>}</Match>
      <Match when={state().kind === 'told'}>
        <Told effect={props.effect} currency={props.currency} />
      </Match>
    </Switch>
  );
}

function Told(props: { readonly effect: ChangeEffect; readonly currency: string }) {
  const verdict = () => verdictWords(props.effect);
  return (
    <div class={styles.effect}>
      <Show when={props.effect.changes.length > 1}>
        <p class={styles.note}>{words.together(props.effect.changes.length)}</p>
      </Show>
      <Show when={effectLine(props.effect, props.currency)}>
        {(line) => <p class={styles.line}>{line()}</p>}
      </Show>
      <p class={styles[verdict().tone]}>{verdict().words}</p>
      <details>
        <summary>{words.why}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.columns.figure}</th>
              <th scope="col">{words.columns.change}</th>
              <th scope="col">{words.columns.interval}</th>
            </tr>
          </thead>
          <tbody>
            <For each={effectRows(props.effect, props.currency)}>
              {(row) => (
                <tr>
                  <th scope="row">{row.name}</th>
                  <td>{row.change}</td>
                  <td>{row.interval}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <For each={groundsWords(props.effect)}>{(sentence) => <p class={styles.note}>{sentence}</p>}</For>
      </details>
    </div>
  );
}
