import { createSignal, Match, Show, Switch } from 'solid-js';
import type { DeviceChange } from '../../domain/control.ts';
import type { Miner } from '../../domain/miner.ts';
import { differences } from '../../domain/setting-differences.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { failureWords } from '../../ui/failure-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { control as text } from '../../ui/text/en/control.ts';
import type { ControlView } from '../../workers/control-api.ts';
import { AllowDialog } from './allow-dialog.tsx';
import { ChangesList, outcomeWords } from './changes-list.tsx';
import styles from './control.module.css';
import { createControl, type MinerControl } from './create-control.ts';
import { DifferencesTable } from './differences-table.tsx';
import { FanForm } from './fan-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { PoolsForm } from './pools-form.tsx';
import { PowerForm } from './power-form.tsx';
import { QuickActions } from './quick-actions.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { TuningForm } from './tuning-form.tsx';

/**
 * Changing a miner by hand: nothing before its owner allows it, everything shown before it is sent and after. One that
 * refuses its password can be given another even where it is only watched, for else it tells less.
 */
export function ControlCard(props: { readonly miner: Miner; readonly wantsPassword?: boolean }) {
  const control = createControl(() => props.miner);
  const [asking, setAsking] = createSignal(false);
  const allowed = () => props.miner.control === 'by-hand';
  return (
    <Card
      heading={text.heading}
      aside={
        <Show when={allowed()}>
          <Button look="quiet" onClick={() => void control.allow(false)}>
            {text.stop}
          </Button>
        </Show>
      }
    >
      <Show when={props.wantsPassword}>
        <div class={styles.body}>
          <Notice tone="watch">{text.password.wanted}</Notice>
          <Show when={!allowed()}>
            <PasswordForm known={false} onSave={(credentials) => void control.saveCredentials(credentials)} />
          </Show>
        </div>
      </Show>
      <Show
        when={allowed()}
        fallback={
          <div class={styles.group}>
            <p>{text.watchOnly.sentence}</p>
            <div class={styles.buttons}>
              <Button onClick={() => setAsking(true)}>{text.watchOnly.allow}</Button>
            </div>
          </div>
        }
      >
        <Controls miner={props.miner} control={control} />
      </Show>
      <Show when={asking()}>
        <AllowDialog
          miner={props.miner}
          onClose={() => setAsking(false)}
          onAllow={() => {
            setAsking(false);
            void control.allow(true);
          }}
        />
      </Show>
    </Card>
  );
}

function Controls(props: { readonly miner: Miner; readonly control: MinerControl }) {
  return (
    <Switch fallback={<Asking />}>
      <Match when={props.control.view()}>
        {(view) => <Loaded miner={props.miner} control={props.control} view={view()} />}
      </Match>
      <Match when={props.control.failure()}>
        {(failure) => (
          <div class={styles.body}>
            <Notice
              tone="watch"
              action={<Button onClick={() => props.control.reload()}>{text.tryAgain}</Button>}
            >
              {failureWords(failure()).sentence}
            </Notice>
            <Show when={failure().kind === 'refused'}>
              <PasswordForm
                known={false}
                onSave={(credentials) => void props.control.saveCredentials(credentials)}
              />
            </Show>
          </div>
        )}
      </Match>
    </Switch>
  );
}

function Asking() {
  return (
    <div class={styles.group}>
      <p role="status" class={styles.hint}>
        {text.reading}
      </p>
      <Skeleton height="8rem" />
    </div>
  );
}

/** Makers that ask for a password before they let anything be changed. */
const WITHOUT_PASSWORD: ReadonlySet<string> = new Set(['axeos', 'nerdos', 'avalon', 'cgminer']);

function Loaded(props: {
  readonly miner: Miner;
  readonly control: MinerControl;
  readonly view: ControlView;
}) {
  const { control } = props;
  const [review, setReview] = createSignal<DeviceChange>();
  const offers = (kind: DeviceChange['kind']) => props.view.offers.includes(kind);
  const send = (change: DeviceChange) => {
    setReview(undefined);
    void control.carryOut(change);
  };
  return (
    <div class={styles.body}>
      <Show when={props.view.offers.length > 0} fallback={<p class={styles.hint}>{text.notSupported}</p>}>
        <QuickActions view={props.view} running={control.running()} onSend={send} onReview={setReview} />
        <Progress control={control} />
        <div class={styles.forms}>
          <Show when={offers('tuning')}>
            <TuningForm view={props.view} onReview={setReview} />
          </Show>
          <PowerForm view={props.view} onReview={setReview} />
          <Show when={offers('fan') || offers('auto-fan')}>
            <FanForm view={props.view} onReview={setReview} />
          </Show>
          <Show when={offers('pools')}>
            <PoolsForm minerName={props.miner.name} view={props.view} onReview={setReview} />
          </Show>
          <Show when={!WITHOUT_PASSWORD.has(props.miner.identity.family)}>
            <PasswordForm
              known={props.view.hasPassword}
              onSave={(credentials) => void control.saveCredentials(credentials)}
            />
          </Show>
        </div>
      </Show>
      <ChangesList
        changes={control.changes()}
        busy={control.running() !== undefined}
        onUndo={(record) => void control.undo(record)}
      />
      <Show when={review()}>
        {(change) => (
          <ReviewDialog
            minerName={props.miner.name}
            change={change()}
            differences={differences(change(), props.view.settings)}
            onClose={() => setReview(undefined)}
            onSend={() => send(change())}
          />
        )}
      </Show>
    </div>
  );
}

/** What is going on, and what became of it. */
function Progress(props: { readonly control: MinerControl }) {
  const tone = () => {
    const outcome = props.control.last()?.outcome;
    return outcome === 'done' ? 'good' : outcome === 'failed' || outcome === 'refused' ? 'act' : 'watch';
  };
  return (
    <>
      <Show when={props.control.running()}>
        <p role="status" class={styles.hint}>
          {text.sending}
        </p>
      </Show>
      <Show when={props.control.last()}>
        {(record) => (
          <>
            <Notice tone={tone()} live>
              {outcomeWords(record())}
            </Notice>
            <Show when={record().differences.length > 0 && record().outcome !== 'done'}>
              <DifferencesTable differences={record().differences} sent />
            </Show>
          </>
        )}
      </Show>
    </>
  );
}
