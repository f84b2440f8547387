import { createMemo, createSignal, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import type { Pairing } from './create-pairing.ts';
import styles from './devices-page.module.css';

const text = devices.pair;

type Shown = Extract<Pairing, { readonly step: 'shown' }>;

/** Certificate, code, digits. */
export function OfferSteps(props: {
  readonly shown: Shown;
  readonly onConfirm: (digits: string) => void;
  readonly onEnd: () => void;
}) {
  const fleet = useFleet();
  const toast = useToast();
  const offer = createMemo(() => props.shown.offer);
  const [chosen, setChosen] = createSignal(0);
  const choices = createMemo(() =>
    offer().origins.map((origin, index) => ({ choice: String(index), label: new URL(origin).host })),
  );
  // The code stands in the fragment, which no browser sends to any server.
  const link = () => `${offer().origins[chosen()] ?? ''}/join#join=${offer().code}`;
  const certificateUrl = () => offer().certificate?.urls[chosen()];
  const left = () => formatRoughDuration(Math.max(0, offer().expiresAtMs - fleet.nowMs()) / 1000);
  const claimed = () => props.shown.progress.state === 'claimed';
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link());
      toast({ words: text.copied });
    } catch (error) {
      console.info('no clipboard here', error);
      toast({ words: text.notCopied });
    }
  };
  return (
    <Show
      when={claimed()}
      fallback={
        <div class={styles.steps}>
          <Show when={certificateUrl()}>
            {(url) => (
              <section class={styles.step}>
                <h3>{text.stepCertificate}</h3>
                <p class={styles.hint}>{text.certificateHint}</p>
                <QrCode text={url()} label={text.certificateQr(url())} />
                <p class={styles.url}>{url()}</p>
                <p class={styles.hint}>{text.fingerprint}</p>
                <code class={styles.fingerprint}>{grouped(offer().certificate?.fingerprint ?? '')}</code>
              </section>
            )}
          </Show>
          <section class={styles.step}>
            <h3>{text.stepScan}</h3>
            <p class={styles.hint}>{text.scanHint}</p>
            <QrCode text={link()} label={text.scanQr} />
            <p class={styles.hint}>
              <span role="status">{text.waiting}</span> {text.leftFor(left())}
            </p>
            <Show when={choices().length > 1}>
              <SelectField
                label={text.otherAddress}
                hint={text.otherAddressHint}
                choices={choices()}
                chosen={String(chosen())}
                onChoose={(index) => setChosen(Number(index))}
              />
            </Show>
            <div class={styles.actions}>
              <Button icon="copy" onClick={() => void copy()}>
                {text.copy}
              </Button>
              <Button look="quiet" onClick={() => props.onEnd()}>
                {text.cancel}
              </Button>
            </div>
          </section>
        </div>
      }
    >
      <DigitsForm shown={props.shown} onConfirm={props.onConfirm} onEnd={props.onEnd} />
    </Show>
  );
}

function DigitsForm(props: {
  readonly shown: Shown;
  readonly onConfirm: (digits: string) => void;
  readonly onEnd: () => void;
}) {
  const [typed, setTyped] = createSignal('');
  const [unfinished, setUnfinished] = createSignal(false);
  const problem = () => {
    if (unfinished()) return text.needSix;
    return props.shown.wrongDigits && typed() === ''
      ? text.wrongDigits(props.shown.progress.triesLeft)
      : undefined;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const digits = typed().replaceAll(/\s/g, '');
    setUnfinished(!/^\d{6}$/.test(digits));
    if (unfinished()) return;
    props.onConfirm(digits);
    setTyped('');
  };
  return (
    <form class={styles.digits} onSubmit={submit} noValidate>
      <h3>{text.stepDigits}</h3>
      <Notice live tone="info">
        {text.claimed(props.shown.progress.deviceName ?? '')}
      </Notice>
      <TextField
        ref={(input) => queueMicrotask(() => input.focus())}
        name="digits"
        label={text.digits}
        hint={text.digitsHint}
        problem={problem()}
        inputMode="numeric"
        autocomplete="off"
        maxLength={11}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setUnfinished(false);
        }}
      />
      <div class={styles.actions}>
        <Button type="submit" look="primary" busy={props.shown.busy}>
          {text.confirm}
        </Button>
        <Button look="danger" onClick={() => props.onEnd()}>
          {text.notMine}
        </Button>
      </div>
    </form>
  );
}

/** Eight numbers a line, as the certificate page has them. */
function grouped(fingerprint: string): string {
  return (fingerprint.match(/.{1,24}/g) ?? []).map((line) => line.replace(/:$/, '')).join('\n');
}
