import { createContext, createSignal, For, type JSX, onCleanup, Show, useContext } from 'solid-js';
import { Button } from './button.tsx';
import { common as text } from './text/en/common.ts';
import styles from './toast.module.css';

export interface Toast {
  readonly words: string;
  /** A newer message on the same topic takes the place of this one, and with it of what can be undone. */
  readonly topic?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
  /** Time on screen, ms: 6 s, or 30 s where there is something to press. Waits while pointed at or focused. */
  readonly lifeMs?: number | undefined;
}

interface ShownToast extends Toast {
  readonly id: number;
}

/** So many messages stand at once; on a phone a third would lie over a fifth of the screen. */
const mostAtOnce = () => (matchMedia('(max-width: 40rem)').matches ? 2 : 3);

const ToastContext = createContext<(toast: Toast) => void>();

/** Shows a short message that needs no answer: `const toast = useToast(); toast({ words: 'Copied.' })`. */
export function useToast(): (toast: Toast) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast: no <Toasts> above this component');
  return show;
}

/** Holds the messages of the whole app in one polite live region. */
export function Toasts(props: { readonly children: JSX.Element }) {
  const [toasts, setToasts] = createSignal<readonly ShownToast[]>([]);
  let lastId = 0;
  const show = (toast: Toast) => {
    lastId += 1;
    const shown = { ...toast, id: lastId };
    setToasts((all) => {
      const others = all.filter(({ topic }) => topic === undefined || topic !== toast.topic);
      return [...others.slice(1 - mostAtOnce()), shown];
    });
  };
  const drop = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id));
  return (
    <ToastContext.Provider value={show}>
      {props.children}
      <div class={styles.toasts} role="status">
        <For each={toasts()}>{(toast) => <ToastCard toast={toast} onGone={() => drop(toast.id)} />}</For>
      </div>
    </ToastContext.Provider>
  );
}

function ToastCard(props: { readonly toast: ShownToast; readonly onGone: () => void }) {
  let card: HTMLDivElement | undefined;
  let cameFrom: EventTarget | null = null;
  const onFocusIn = (event: FocusEvent) => {
    wait();
    if (!(event.relatedTarget instanceof Node && card?.contains(event.relatedTarget)))
      cameFrom = event.relatedTarget;
  };
  // Only for those who came by keyboard: on a phone a field that gets the focus opens the keyboard.
  const giveFocusBack = () => {
    if (card?.querySelector(':focus-visible') && cameFrom instanceof HTMLElement) cameFrom.focus();
  };
  const leave = () => {
    giveFocusBack();
    props.onGone();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => clearTimeout(timer);
  const live = () => {
    wait();
    timer = setTimeout(props.onGone, props.toast.lifeMs ?? (props.toast.action ? 30_000 : 6_000));
  };
  live();
  onCleanup(wait);
  return (
    <div
      ref={card}
      class={styles.toast}
      onPointerEnter={wait}
      onPointerLeave={live}
      onFocusIn={onFocusIn}
      onFocusOut={live}
    >
      <span>{props.toast.words}</span>
      <Show when={props.toast.action}>
        {(action) => (
          <Button
            look="quiet"
            onClick={() => {
              action().run();
              leave();
            }}
          >
            {action().label}
          </Button>
        )}
      </Show>
      <Button look="quiet" icon="close" aria-label={text.dismiss} onClick={leave} />
    </div>
  );
}
