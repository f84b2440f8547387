import { type Accessor, createEffect, createSignal, Match, on, Show, Switch } from 'solid-js';
import { type Discovery, type FoundMiner, NOTHING_FOUND } from '../../domain/discovery.ts';
import type { CollectorFailure } from '../../domain/fleet-view.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { failureWords } from '../../ui/failure-words.ts';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { addMiner } from '../../ui/text/en/add-miner.ts';
import { findMiners as text } from '../../ui/text/en/find-miners.ts';
import { useToast } from '../../ui/toast.tsx';
import { atStep } from '../at-step.ts';
import { collectorFailure } from '../collector-failure.ts';
import { createAnswer } from '../create-answer.ts';
import { useFleet } from '../fleet-context.ts';
import { openOwnFleetFirst } from '../own-fleet-first.ts';
import styles from './add-miner-page.module.css';
import { AddTicked } from './add-ticked.tsx';
import { createDiscovery, type Search } from './create-discovery.ts';
import { createSelection } from './create-selection.ts';
import { FoundList } from './found-list.tsx';
import { RangeForm } from './range-form.tsx';
import { suggestedRanges } from './range-text.ts';
import { SearchSummary } from './search-summary.tsx';

/** Looks for miners in the home network when told to; adds those that are ticked. */
export function FindCard(props: { readonly onCheckConnection: () => void }) {
  const fleet = useFleet();
  const networks = createAnswer(
    () => undefined,
    async () => (await fleet.ownCollector()).networks(),
  );
  const [search, { look, stop }] = createDiscovery(fleet.ownCollector, fleet.nowMs);
  const [moved, move] = createMoves();
  const discovery = () => discoveryOf(search());
  const found = () => discovery().found.filter(({ id }) => !moved().has(id));
  const selection = createSelection(found, fleet.ownCollector, fleet.nowMs);
  const isLooking = () => search().step === 'looking';

  const suggested = () => {
    const report = networks.latest();
    return report ? suggestedRanges(report) : networks.failed() ? '' : undefined;
  };
  const anyAdded = () => [...selection.outcomes().values()].some(({ kind }) => kind === 'added');
  createEffect(
    on(anyAdded, (added) => {
      if (!added) return;
      openOwnFleetFirst();
    }),
  );

  return (
    <Card heading={text.heading}>
      <Show when={fleet.kind === 'demo'}>
        <p>{text.demo}</p>
      </Show>
      <RangeForm
        suggested={suggested()}
        allowCarrier={networks.latest()?.allowCarrier ?? false}
        looking={isLooking()}
        again={search().step !== 'idle'}
        onLook={(ranges) => void look(ranges)}
      />
      <Switch>
        <Match when={isLooking()}>
          <Looking discovery={discovery()} onStop={stop} />
        </Match>
        <Match when={atStep(search(), 'failed')}>
          {(failed) => <Failed failure={failed().failure} onCheckConnection={props.onCheckConnection} />}
        </Match>
        <Match when={atStep(search(), 'ended')}>
          {(ended) => <SearchSummary discovery={ended().discovery} stopped={ended().stopped} />}
        </Match>
      </Switch>
      <Show when={found().length > 0}>
        <FoundList found={found()} selection={selection} onMove={(miner) => void move(miner)} />
        <AddTicked found={found()} selection={selection} onShow={() => fleet.show('real')} />
      </Show>
    </Card>
  );
}

function Failed(props: { readonly failure: CollectorFailure; readonly onCheckConnection: () => void }) {
  const busy = () => props.failure.kind === 'busy';
  return (
    <Notice
      live
      tone="watch"
      action={
        <Show when={!busy()}>
          <Button onClick={() => props.onCheckConnection()}>
            {addMiner.probe.actions['check-connection']}
          </Button>
        </Show>
      }
    >
      {busy() ? text.busy : failureWords(props.failure).sentence}
    </Notice>
  );
}

/** Known miners that are read at the place where they were found from now on. */
function createMoves(): [Accessor<ReadonlySet<string>>, (miner: FoundMiner) => Promise<void>] {
  const fleet = useFleet();
  const toast = useToast();
  const [moved, setMoved] = createSignal<ReadonlySet<string>>(new Set());
  const move = async ({ id, known, address }: FoundMiner) => {
    if (!known) return;
    try {
      await (await fleet.ownCollector()).changeAddress(known.id, address);
      setMoved(new Set([...moved(), id]));
      toast({ words: text.list.isMoved(known.name) });
    } catch (thrown) {
      toast({ words: failureWords(collectorFailure(thrown, fleet.nowMs())).sentence });
    }
  };
  return [moved, move];
}

function Looking(props: { readonly discovery: Discovery; readonly onStop: () => void }) {
  const label = () => {
    const { asked, total, waiting } = props.discovery;
    if (total === 0) return text.running.looking;
    return asked === total && waiting > 0 ? text.running.waiting(waiting) : text.running.asked(asked, total);
  };
  const share = () => {
    const { asked, total } = props.discovery;
    return total === 0 ? undefined : asked / total;
  };
  return (
    <div class={styles.stack}>
      {/* Miners are read out as they come; the addresses that go by are for eyes only. */}
      <p class="visually-hidden" role="status">
        {props.discovery.found.length === 0
          ? text.running.looking
          : text.running.found(props.discovery.found.length)}
      </p>
      <ProgressBar label={label()} done={share()} note={text.running.found(props.discovery.found.length)} />
      <div>
        <Button icon="close" onClick={() => props.onStop()}>
          {text.running.stop}
        </Button>
      </div>
    </div>
  );
}

function discoveryOf(search: Search): Discovery {
  return search.step === 'idle' ? NOTHING_FOUND : search.discovery;
}
