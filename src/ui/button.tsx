import { type JSX, Show, splitProps } from 'solid-js';
import styles from './button.module.css';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonLook {
  /** `primary`: the one thing to do here. `quiet`: no frame. `danger`: takes something away. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  readonly icon?: IconName | undefined;
  readonly children?: JSX.Element;
}

interface ButtonProps extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'children'>, ButtonLook {
  /** Work is under way: says so, and cannot be pressed again. */
  readonly busy?: boolean | undefined;
  /** Not now, for other work is under way: looks faint, and cannot be pressed. */
  readonly closed?: boolean | undefined;
}

/** A button that does something on this page. To go to another page use {@link ButtonLink}. */
export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'busy', 'closed', 'children', 'class']);
  const shut = () => Boolean(own.busy || own.closed);
  // Not `disabled`: Chromium takes the focus from a disabled button, and a keyboard would begin at the top again.
  const pass = (event: Event) => {
    if (!shut()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  return (
    <button
      type="button"
      {...rest}
      class={`${styles.button} ${own.class ?? ''}`}
      data-look={own.look ?? 'plain'}
      aria-busy={own.busy ?? false}
      aria-disabled={shut() ? true : undefined}
      on:click={{ capture: true, handleEvent: pass }}
    >
      <Show when={own.busy} fallback={<OptionalIcon name={own.icon} />}>
        <span class={styles.spinner} aria-hidden="true" />
      </Show>
      {own.children}
    </button>
  );
}

interface ButtonLinkProps extends Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'children'>, ButtonLook {
  readonly href: string;
}

/** A link that looks like a button. The router picks up plain anchors, so no page has to know it. */
export function ButtonLink(props: ButtonLinkProps) {
  const [own, rest] = splitProps(props, ['look', 'icon', 'children', 'class']);
  return (
    <a {...rest} class={`${styles.button} ${own.class ?? ''}`} data-look={own.look ?? 'plain'}>
      <OptionalIcon name={own.icon} />
      {own.children}
    </a>
  );
}

function OptionalIcon(props: { readonly name: IconName | undefined }) {
  return <Show when={props.name}>{(name) => <Icon name={name()} />}</Show>;
}
