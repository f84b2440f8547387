import { Match, Switch } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import { useToast } from '../../ui/toast.tsx';
import { atStep } from '../at-step.ts';
import { useFleet } from '../fleet-context.ts';
import { createPairing, type Pairing } from './create-pairing.ts';
import styles from './devices-page.module.css';
import { OfferSteps } from './offer-steps.tsx';

const text = devices.pair;

/** Lets one further device in, step by step. */
export function PairCard(props: { readonly onLetIn: () => void }) {
  const fleet = useFleet();
  const toast = useToast();
  const [pairing, { begin, confirm, end }] = createPairing(fleet.ownCollector, (name) => {
    toast({ words: text.done(name) });
    props.onLetIn();
  });
  const start = (words: string) => (
    <Button look="primary" icon="add" busy={pairing().step === 'asking'} onClick={() => void begin()}>
      {pairing().step === 'asking' ? text.busy : words}
    </Button>
  );
  return (
    <Card heading={text.heading}>
      <Switch
        fallback={
          <>
            <p class={styles.hint}>{text.what}</p>
            <div>{start(text.start)}</div>
          </>
        }
      >
        <Match when={pairing().step === 'no-door'}>
          <Notice live tone="watch" action={<Button onClick={() => void begin()}>{text.again}</Button>}>
            {text.noDoor}
            <p>
              <code class={styles.command}>{text.command}</code>
            </p>
          </Notice>
        </Match>
        <Match when={atStep(pairing(), 'failed')}>
          {(failed) => (
            <Notice live tone="act" action={<Button onClick={() => void begin()}>{text.again}</Button>}>
              {failed().words}
            </Notice>
          )}
        </Match>
        <Match when={ended(pairing())}>
          {(words) => (
            <Notice live tone="watch" action={start(text.again)}>
              {words()}
            </Notice>
          )}
        </Match>
        <Match when={atStep(pairing(), 'shown')}>
          {(shown) => <OfferSteps shown={shown()} onConfirm={(digits) => void confirm(digits)} onEnd={end} />}
        </Match>
      </Switch>
    </Card>
  );
}

/** Why the code that was shown is over, if it is. */
function ended(pairing: Pairing): string | undefined {
  if (pairing.step !== 'shown') return undefined;
  if (pairing.progress.state === 'refused') return text.refused;
  return pairing.progress.state === 'expired' ? text.expired : undefined;
}
