import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { choice as text } from '../../ui/text/en/choice.ts';
import type { BulkAction } from './bulk-action.ts';
import { BULK_ACTIONS } from './bulk-actions.ts';
import styles from './choice-bar.module.css';
import type { Choice } from './create-choice.ts';

/** How many are chosen, and what can be done with them: at the foot of the screen, on a phone above the pages. */
export function ChoiceBar(props: {
  readonly choice: Choice;
  /** How many are on the page. */
  readonly shown: number;
  readonly minerOf: (id: string) => Miner | undefined;
  readonly onEnd: () => void;
}) {
  const [asked, setAsked] = createSignal<{
    readonly action: BulkAction;
    readonly miners: readonly Miner[];
  }>();
  const count = () => props.choice.chosen().length;
  const ask = (action: BulkAction) => {
    // As they are now: what the filter or the next view hides behind the question stays what was asked about.
    const miners = props.choice.chosen().flatMap((id) => props.minerOf(id) ?? []);
    if (miners.length > 0) setAsked({ action, miners });
  };
  return (
    <>
      <section class={styles.bar} aria-label={text.label} ref={keepRoomFor}>
        <div class={styles.count}>
          <p class={styles.words} role="status">
            <b>{text.chosen(count())}</b>
            <Show
              when={props.choice.hidden() > 0}
              fallback={
                <Show when={count() === 0}>
                  <Hint />
                </Show>
              }
            >
              {text.hidden(props.choice.hidden())}
            </Show>
          </p>
          {/* Both always: a button that goes when it is pressed takes the keyboard's place with it. */}
          <Button look="quiet" onClick={props.choice.chooseShown}>
            {text.all(props.shown)}
          </Button>
          <Button look="quiet" onClick={props.choice.clear}>
            {text.none}
          </Button>
          <Button look="quiet" onClick={props.onEnd}>
            {text.end}
          </Button>
        </div>
        <Show when={count() > 0}>
          <div class={styles.buttons}>
            <For each={BULK_ACTIONS}>
              {(action) => (
                <Button icon={action.icon} look={action.look} onClick={() => ask(action)}>
                  {action.label}
                </Button>
              )}
            </For>
          </div>
        </Show>
      </section>
      <Show when={asked()} keyed>
        {({ action, miners }) => (
          <Dynamic component={action.Dialog} miners={miners} onClose={() => setAsked(undefined)} />
        )}
      </Show>
    </>
  );
}

/** What to do first; of Shift only where there is a mouse to click with. */
function Hint() {
  return (
    <span>
      {text.hint} <span class={styles.mouseOnly}>{text.hintMouse}</span>
    </span>
  );
}

/** The bar lies over the page: what stands at the foot (messages, the last cards) makes room for its height. */
function keepRoomFor(bar: HTMLElement): void {
  const root = document.documentElement;
  const measured = new ResizeObserver(() =>
    root.style.setProperty('--choice-bar-height', `${bar.offsetHeight}px`),
  );
  onMount(() => measured.observe(bar));
  onCleanup(() => {
    measured.disconnect();
    root.style.removeProperty('--choice-bar-height');
  });
}
