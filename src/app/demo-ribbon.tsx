import { createSignal, Show } from 'solid-js';
import { useFleet } from '../pages/fleet-context.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { recall, remember } from '../ui/remembered-signal.ts';
import { app as text } from '../ui/text/en/app.ts';
import styles from './demo-ribbon.module.css';

/** Says on every page of the demo that nothing here is real. It can be made small, but never sent away. */
export function DemoRibbon() {
  const { show } = useFleet();
  const [exploring, setExploring] = createSignal(false);
  const hasOwn = recall('own-miners') === 'yes';
  const explore = () => {
    setExploring(true);
    remember('demo-ribbon', 'small');
  };
  const small = () => exploring() || recall('demo-ribbon') === 'small';
  return (
    <aside class={styles.ribbon} data-small={small()} aria-label={text.demoRibbon}>
      <p>
        <strong>{text.demoRibbon}</strong>
        <span class={styles.more}>: {text.demoRibbonMore}</span>
      </p>
      <div class={styles.actions}>
        <Show
          when={hasOwn}
          fallback={
            <ButtonLink look="quiet" href="/add">
              {text.addMyMiner}
            </ButtonLink>
          }
        >
          <Button look="quiet" onClick={() => show('real')}>
            {text.showMine}
          </Button>
        </Show>
        <Show when={!small()}>
          <Button look="quiet" onClick={explore}>
            {text.keepExploring}
          </Button>
        </Show>
      </div>
    </aside>
  );
}
