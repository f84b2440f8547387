import { For, type JSX, Match, Show, Switch } from 'solid-js';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice, type NoticeTone } from '../../ui/notice.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import { connection as words } from '../../ui/text/en/connection.ts';
import { useToast } from '../../ui/toast.tsx';
import { pagePlace } from '../page-place.ts';
import { checks, localOrigin, type Symptoms, type VerdictKind, verdict } from './doctor.ts';
import { type Advice, advice } from './doctor-advice.ts';
import styles from './doctor-panel.module.css';

const text = addMiner.doctor;

const TONES: Readonly<Record<VerdictKind, NoticeTone>> = {
  asking: 'info',
  insecure: 'act',
  'no-store': 'act',
  'no-helper': 'act',
  'not-paired': 'watch',
  ready: 'good',
};

/** What is possible from here, before anything is typed: one sentence and one way on. */
export function DoctorPanel(props: {
  readonly symptoms: Symptoms;
  /** Is the helper being asked just now? */
  readonly asking: boolean;
  readonly onAskAgain: () => void;
  /** The field for the pairing code, shown where it is what is missing. */
  readonly pairing: JSX.Element;
}) {
  const kind = () => verdict(props.symptoms).kind;
  return (
    <section class={styles.doctor} aria-label={text.label}>
      <Notice
        live
        tone={TONES[kind()]}
        action={
          <WayOn
            kind={kind()}
            origin={props.symptoms.origin}
            asking={props.asking}
            onAskAgain={props.onAskAgain}
          />
        }
      >
        {verdict(props.symptoms).sentence}
        <Show when={kind() === 'no-helper' && pagePlace(props.symptoms.origin) === 'here'}>
          <Command />
        </Show>
      </Notice>
      <Show when={advice(props.symptoms).length > 0}>
        <ToCheck
          heading={kind() === 'not-paired' ? words.toDo : words.heading}
          advice={advice(props.symptoms)}
        />
      </Show>
      <Show when={kind() === 'not-paired'}>{props.pairing}</Show>
      <details class={styles.details}>
        <summary>{text.details}</summary>
        <ul>
          <For each={checks(props.symptoms)}>
            {(check) => (
              <li data-fine={check.fine}>
                <Icon name={check.fine ? 'check' : check.fine === undefined ? 'clock' : 'close'} />
                {check.words}
                <Show when={check.fine !== undefined}>
                  <span class="visually-hidden"> ({check.fine ? text.yes : text.no})</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </details>
    </section>
  );
}

function ToCheck(props: { readonly heading: string; readonly advice: readonly Advice[] }) {
  return (
    <section class={styles.check} aria-label={props.heading}>
      <h2>{props.heading}</h2>
      <ol>
        <For each={props.advice}>
          {(each) => (
            <li>
              {each.words}{' '}
              <Show when={each.href}>
                {(href) => (
                  <a href={href()} rel="external">
                    {words.certificateLink}
                  </a>
                )}
              </Show>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

function WayOn(props: {
  readonly kind: VerdictKind;
  readonly origin: string;
  readonly asking: boolean;
  readonly onAskAgain: () => void;
}) {
  return (
    <Switch>
      <Match when={props.kind === 'insecure'}>
        <ButtonLink href={localOrigin(props.origin)} rel="external">
          {text.openLocal(localOrigin(props.origin))}
        </ButtonLink>
      </Match>
      <Match when={props.kind === 'no-helper' || props.kind === 'no-store'}>
        <Button icon="reload" busy={props.asking} onClick={() => props.onAskAgain()}>
          {text.askAgain}
        </Button>
      </Match>
    </Switch>
  );
}

function Command() {
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text.command);
      toast({ words: text.copied });
    } catch (error) {
      console.info('no clipboard here', error);
      toast({ words: text.notCopied });
    }
  };
  return (
    <p class={styles.command}>
      <code>{text.command}</code>
      <Button look="quiet" icon="copy" aria-label={text.copy} title={text.copy} onClick={() => void copy()} />
    </p>
  );
}
