import { createCarrier } from '../collect/sources/carrier.ts';
import { type MarketInputs, marketNow } from '../collect/sources/market-now.ts';
import { questionsFor } from '../collect/sources/questions-for.ts';
import { createSocketTalker } from '../collect/sources/socket-talk.ts';
import { SourceDesk } from '../collect/sources/source-desk.ts';
import type { OutsideWants } from '../collect/sources/wants.ts';
import { coinsMinedBy } from '../domain/coin.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { OutsideMarket } from '../domain/outside-market.ts';
import { SHIPPED_COINS } from '../domain/shipped-coins.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import type { Upstream } from '../domain/upstream.ts';
import { upstreamOf } from '../domain/upstreams/upstreams.ts';
import type { OpenSourceService, SourceServicePorts } from './open-sources.ts';

const LOOK_EVERY_MS = 60_000;

/** The part of the collector's API that knows outside sources. Loaded on demand: it brings every provider's parser. */
export async function openSourceService(ports: SourceServicePorts): Promise<OpenSourceService> {
  const { nowMs, random, entities, outside, locks, connection, onStoreProblem } = ports;
  const listeners = new Set<(view: SourcesView) => void>();
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  let told: string | undefined = '';
  let lastSeen = '';
  const tellMarket = ({ sources, figures }: SourcesView) => {
    const { settings, miners } = ports.view();
    const inputs: MarketInputs = {
      figures,
      coins: SHIPPED_COINS,
      currency: settings.currency,
      tariff: settings.tariff,
      algorithms: miners.map(({ miner }) => miner.identity.algorithm),
      nowMs: nowMs(),
      timeZone,
    };
    // A page that only looks at the sources opens them, too: where none is on, there is no market, but for
    // the price that the owner of a market tariff typed for hours that nobody tells.
    const isAnyOn = Object.values(sources).some(({ choice }) => choice.enabled);
    const market = isAnyOn || settings.tariff.kind === 'spot' ? marketOf(inputs) : undefined;
    const words = JSON.stringify(market);
    if (words === told) return;
    told = words;
    ports.onMarket(market);
  };
  const takeTurn = (upstream: Upstream) =>
    entities.turns.take(upstream, nowMs()).catch((error: unknown) => {
      // Without a store this tab keeps the pace alone.
      onStoreProblem(error);
      return 0;
    });
  const straight = { nowMs, pause, takeTurn };
  const desk = await SourceDesk.open(
    {
      fleet: 'real',
      nowMs,
      random,
      pause,
      entities,
      outside,
      locks,
      upstreamOf,
      questionsFor,
      talk: createSocketTalker({ ...straight, open: (url, protocol) => new WebSocket(url, protocol) }),
      carry: createCarrier({ ...straight, random, connection, fetch: (url, init) => fetch(url, init) }),
      onChange(view) {
        for (const listener of listeners) listener(view);
        tellMarket(view);
      },
      onStoreProblem,
    },
    wantsOf(ports.view()),
  );
  tellMarket(desk.view());
  // Figures grow too old to count with, and days end, while nothing is heard.
  const timer = setInterval(() => tellMarket(desk.view()), LOOK_EVERY_MS);
  return {
    figures: () => desk.view().figures,
    follow(listener) {
      listeners.add(listener);
      listener(desk.view());
    },
    fleetChanged(view) {
      desk.setWants(wantsOf(view));
      const { currency, tariff } = view.settings;
      const seen = JSON.stringify([currency, tariff]);
      if (seen === lastSeen) return;
      lastSeen = seen;
      tellMarket(desk.view());
    },
    choose: (id, change) => desk.choose(id, change, nowMs()),
    saveKey: (id, key) => desk.saveKey(id, key),
    test: (id) => desk.test(id),
    past: (series, fromMs, toMs) => outside.read(series, fromMs, toMs),
    close() {
      clearInterval(timer);
      desk.close();
    },
  };
}

/** A miner earns what its algorithm can mine; Bitcoin is always there, for the satoshi figure. */
function wantsOf({ settings, miners }: Pick<FleetView, 'settings' | 'miners'>): OutsideWants {
  const algorithms = new Set(miners.map(({ miner }) => miner.identity.algorithm));
  const coins = [...algorithms].flatMap((algorithm) => coinsMinedBy(SHIPPED_COINS, algorithm));
  return { currency: settings.currency, coins: [...new Set(['BTC', ...coins.map(({ symbol }) => symbol)])] };
}

/** What another version has stored may look otherwise: that costs the figures of the moment, not the sources as such. */
function marketOf(inputs: MarketInputs): OutsideMarket | undefined {
  try {
    return marketNow(inputs);
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
