import { Match, Show, Switch } from 'solid-js';
import type { Miner } from '../../domain/miner.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { addMiner as text } from '../../ui/text/en/add-miner.ts';
import type { FailureAction } from '../../ui/text/en/failures.ts';
import { useToast } from '../../ui/toast.tsx';
import { atStep } from '../at-step.ts';
import { collectorFailure } from '../collector-failure.ts';
import { createAnswer } from '../create-answer.ts';
import { type Fleet, useFleet } from '../fleet-context.ts';
import { openOwnFleetFirst } from '../own-fleet-first.ts';
import styles from './add-miner-page.module.css';
import { AddressForm } from './address-form.tsx';
import { browserSigns } from './browser-signs.ts';
import { createEnrolment } from './create-enrolment.ts';
import { type Symptoms, verdict } from './doctor.ts';
import { DoctorPanel } from './doctor-panel.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { FindCard } from './find-card.tsx';
import { FoundCard } from './found-card.tsx';
import { PairingForm } from './pairing-form.tsx';
import { ProbeProgress } from './probe-progress.tsx';

/** Connection doctor first, then: look for miners, or type an address, see what is there, add it. */
export function AddMinerPage() {
  const fleet = useFleet();
  const toast = useToast();
  const helper = createAnswer(
    () => undefined,
    async () => askHelper(fleet),
  );
  const signs = createAnswer(
    () => undefined,
    () => browserSigns(navigator, location.origin),
  );
  const symptoms = () => ({
    origin: location.origin,
    secure: globalThis.isSecureContext,
    ...signs.latest(),
    ...helper.latest(),
  });
  const pair = async (code: string) => {
    const answer = await (await fleet.ownCollector()).pair(code);
    helper.askAgain();
    if (answer.proxy === 'ok') toast({ words: text.pairing.paired });
    return answer;
  };
  return (
    <Page
      heading={text.heading}
      lead={fleet.kind === 'demo' ? `${text.lead} ${text.leadDemo}` : text.lead}
      width="narrow"
    >
      <DoctorPanel
        symptoms={symptoms()}
        asking={helper.asking()}
        onAskAgain={helper.askAgain}
        pairing={<PairingForm pair={pair} />}
      />
      <Show when={verdict(symptoms()).kind === 'ready'}>
        <FindCard onCheckConnection={helper.askAgain} />
        <Enrol onCheckConnection={helper.askAgain} />
      </Show>
    </Page>
  );
}

/** Asks for the helper through the collector of the owner's own miners, which may itself not have started. */
async function askHelper(fleet: Fleet): Promise<Pick<Symptoms, 'helper' | 'storeFailure'>> {
  try {
    return { helper: await (await fleet.ownCollector()).checkProxy() };
  } catch (thrown) {
    return { storeFailure: collectorFailure(thrown, fleet.nowMs()).detail };
  }
}

function Enrol(props: { readonly onCheckConnection: () => void }) {
  const fleet = useFleet();
  const toast = useToast();
  const [enrolment, { ask, cancel, leave, add, move }] = createEnrolment(fleet.ownCollector, fleet.nowMs);
  let input: HTMLInputElement | undefined;

  const edit = () => {
    cancel();
    input?.focus();
    input?.select();
  };
  const act = (action: FailureAction) => {
    const failed = failure();
    if (action === 'try-again' && failed) void ask(failed.address);
    else if (action === 'edit-address') edit();
    else if (action === 'show-miner') fleet.show('real');
    else props.onCheckConnection();
  };
  const failure = () => atStep(enrolment(), 'failed');
  const moveHere = async () => {
    const name = atStep(enrolment(), 'found')?.probed.known?.name ?? '';
    if (await move()) toast({ words: text.found.moved(name) });
  };
  return (
    <>
      <Card heading={text.address.heading}>
        <AddressForm
          busy={enrolment().step === 'asking'}
          onAsk={(address) => void ask(address)}
          onOtherAddress={leave}
          ref={(element) => {
            input = element;
          }}
        />
        <Switch>
          <Match when={atStep(enrolment(), 'asking')}>
            {(asking) => (
              <ProbeProgress
                address={asking().address}
                waitedMs={fleet.nowMs() - asking().sinceMs}
                onCancel={edit}
              />
            )}
          </Match>
          <Match when={failure()}>
            {(failed) => <FailureNotice address={failed().address} failure={failed().failure} onAct={act} />}
          </Match>
        </Switch>
      </Card>
      <Switch>
        <Match when={atStep(enrolment(), 'found')}>
          {(found) => (
            <FoundCard
              probed={found().probed}
              busy={found().busy}
              onAdd={(name) => void add(name)}
              onCancel={edit}
              onShow={(id) => fleet.show('real', `/miner/${encodeURIComponent(id)}`)}
              onMove={() => void moveHere()}
            />
          )}
        </Match>
        <Match when={atStep(enrolment(), 'added')}>
          {(added) => <Added miner={added().miner} onAnother={edit} />}
        </Match>
      </Switch>
    </>
  );
}

function Added(props: { readonly miner: Miner; readonly onAnother: () => void }) {
  const fleet = useFleet();
  openOwnFleetFirst();
  return (
    <Notice
      live
      tone="good"
      action={
        <>
          <Button look="primary" onClick={() => fleet.show('real')}>
            {text.added.show}
          </Button>
          <Button onClick={() => props.onAnother()}>{text.added.another}</Button>
        </>
      }
    >
      <strong class={styles.added}>{text.added.words(props.miner.name)}</strong>
    </Notice>
  );
}
