import { Index, type JSX } from 'solid-js';
import styles from './facts.module.css';

/** Name and fact in two columns. */
export function Facts(props: { readonly facts: readonly (readonly [string, JSX.Element])[] }) {
  return (
    <dl class={styles.facts}>
      <Index each={props.facts}>
        {(fact) => (
          <div>
            <dt>{fact()[0]}</dt>
            <dd>{fact()[1]}</dd>
          </div>
        )}
      </Index>
    </dl>
  );
}
