import { createMemo, createSignal, Show } from 'solid-js';
import type { PairingOffer } from '../../domain/pairing.ts';
import { Button } from '../../ui/button.tsx';
import { formatRoughDuration } from '../../ui/format/duration.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { devices } from '../../ui/text/en/devices.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFleet } from '../fleet-context.ts';
import type { ShownPairing } from './create-pairing.ts';
import styles from './devices-page.module.css';
import { DigitsForm } from './digits-form.tsx';

const text = devices.pair;

/** Certificate, code, digits. */
export function OfferSteps(props: {
  readonly shown: ShownPairing;
  readonly onConfirm: (digits: string) => void;
  readonly onEnd: () => void;
}) {
  const offer = createMemo(() => props.shown.offer);
  const [chosen, setChosen] = createSignal(0);
  const certificateUrl = () => offer().certificate?.urls[chosen()];
  return (
    <Show
      when={props.shown.progress.state === 'claimed'}
      fallback={
        <div class={styles.steps}>
          <Show when={certificateUrl()}>
            {(url) => <CertificateStep url={url()} fingerprint={offer().certificate?.fingerprint ?? ''} />}
          </Show>
          <ScanStep offer={offer()} chosen={chosen()} onChoose={setChosen} onEnd={props.onEnd} />
        </div>
      }
    >
      <DigitsForm shown={props.shown} onConfirm={props.onConfirm} onEnd={props.onEnd} />
    </Show>
  );
}

function CertificateStep(props: { readonly url: string; readonly fingerprint: string }) {
  return (
    <section class={styles.step}>
      <h3>{text.stepCertificate}</h3>
      <p class={styles.hint}>{text.certificateHint}</p>
      <QrCode text={props.url} label={text.certificateQr(props.url)} />
      <p class={styles.url}>{props.url}</p>
      <p class={styles.hint}>{text.fingerprint}</p>
      <code class={styles.fingerprint}>{grouped(props.fingerprint)}</code>
    </section>
  );
}

function ScanStep(props: {
  readonly offer: PairingOffer;
  /** Under which of its addresses the helper is shown. */
  readonly chosen: number;
  readonly onChoose: (address: number) => void;
  readonly onEnd: () => void;
}) {
  const fleet = useFleet();
  const copy = createCopy();
  const choices = createMemo(() =>
    props.offer.origins.map((origin, index) => ({ choice: String(index), label: new URL(origin).host })),
  );
  // The code stands in the fragment, which no browser sends to any server.
  const link = () => `${props.offer.origins[props.chosen] ?? ''}/join#join=${props.offer.code}`;
  const left = () => formatRoughDuration(Math.max(0, props.offer.expiresAtMs - fleet.nowMs()) / 1000);
  return (
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
          chosen={String(props.chosen)}
          onChoose={(index) => props.onChoose(Number(index))}
        />
      </Show>
      <div class={styles.actions}>
        <Button icon="copy" onClick={() => void copy(link())}>
          {text.copy}
        </Button>
        <Button look="quiet" onClick={() => props.onEnd()}>
          {text.cancel}
        </Button>
      </div>
    </section>
  );
}

/** Puts words on the clipboard, and says whether that went well. */
function createCopy(): (words: string) => Promise<void> {
  const toast = useToast();
  return async (words) => {
    try {
      await navigator.clipboard.writeText(words);
      toast({ words: text.copied });
    } catch (error) {
      console.info('no clipboard here', error);
      toast({ words: text.notCopied });
    }
  };
}

/** Eight numbers a line, as the certificate page has them. */
function grouped(fingerprint: string): string {
  return (fingerprint.match(/.{1,24}/g) ?? []).map((line) => line.replace(/:$/, '')).join('\n');
}
