import type { PoolAccount } from '../../domain/pool-account.ts';
import type { PoolBlock, PoolState } from '../../domain/pool-state.ts';
import type { SourceError } from '../../domain/source-error.ts';
import {
  balancesAfter,
  balancesTold,
  foundBlocks,
  generalStates,
  type MiningFailure,
  miningFailures,
  PROHASHING_LOGIN,
  prohashingNames,
} from './prohashing-live.ts';
import { minersAfter, minersTold, type ProhashingMiner, prohashingAccount } from './prohashing-miners.ts';
import {
  type AlgorithmProfitability,
  profitabilityAfter,
  profitabilityTold,
} from './prohashing-profitability.ts';
import { call, join, receive, subscribe, type WampNews, type WampSession } from './wamp-session.ts';

/** Where the socket is opened, with the subprotocol of WAMP. */
export const PROHASHING_SOCKET = 'wss://live.prohashing.com/ws';

/** So many blocks and failures are kept, the newest first. */
const KEPT = 50;

/** All that Prohashing's socket has told so far. It holds no socket: frames come in, and frames to send come out. */
export interface ProhashingFeed {
  readonly session: WampSession;
  readonly key?: string | undefined;
  readonly profitability: readonly AlgorithmProfitability[];
  readonly states: readonly PoolState[];
  readonly miners: readonly ProhashingMiner[];
  readonly balances: ReadonlyMap<string, number>;
  readonly blocks: readonly PoolBlock[];
  readonly failures: readonly MiningFailure[];
  /** When something was told last. */
  readonly atMs?: number | undefined;
  /** What was refused, or why the session ended. */
  readonly error?: SourceError | undefined;
}

export interface FeedStep {
  readonly feed: ProhashingFeed;
  /** Text frames, in this order. */
  readonly send: readonly string[];
}

/** Once the socket is open. Without the owner's key, what everybody may hear. */
export function openFeed(key?: string): FeedStep {
  const { session, send } = join(PROHASHING_LOGIN);
  const nothing = {
    profitability: [],
    states: [],
    miners: [],
    balances: new Map(),
    blocks: [],
    failures: [],
  };
  return { feed: { session, key, ...nothing }, send };
}

/** Takes a frame. What changes is subscribed to once it is told how things stand: an earlier change would be lost. */
export function feedAfter(feed: ProhashingFeed, frame: string, atMs: number): FeedStep {
  const step = receive(feed.session, frame);
  let after: ProhashingFeed = { ...feed, session: step.session };
  const send = [...step.send];
  for (const news of step.news) {
    after = heard(after, news, atMs);
    const asked = questionsAfter(after, news);
    after = { ...after, session: asked.session };
    send.push(...asked.send);
  }
  return { feed: after, send };
}

/** The owner's account as it stands now; undefined before anything of it is told. */
export function feedAccount({ key, miners, balances, atMs }: ProhashingFeed): PoolAccount | undefined {
  return key === undefined || atMs === undefined ? undefined : prohashingAccount(miners, balances, atMs);
}

function questionsAfter({ session, key }: ProhashingFeed, news: WampNews) {
  const { foundBlocks: blocks, failures, ...standing } = prohashingNames(key);
  const asked = { session, send: [] as readonly string[] };
  const add = (step: { readonly session: WampSession; readonly send: readonly string[] }) => {
    asked.session = step.session;
    asked.send = [...asked.send, ...step.send];
  };
  // While it leaves, an answer may still come.
  if (session.phase !== 'open') return asked;
  if (news.kind === 'open') {
    for (const { procedure, args } of Object.values(standing)) add(call(asked.session, procedure, args));
    for (const told of [blocks, failures]) if (told) add(subscribe(asked.session, told.topic));
  }
  if (news.kind === 'result') {
    const told = Object.values(standing).find(({ procedure }) => procedure === news.procedure);
    if (told) add(subscribe(asked.session, told.topic));
  }
  return asked;
}

function heard(feed: ProhashingFeed, news: WampNews, atMs: number): ProhashingFeed {
  const names = prohashingNames(feed.key);
  switch (news.kind) {
    case 'failed':
    case 'closed':
      return news.error === undefined ? feed : { ...feed, error: news.error };
    case 'result':
      return { ...feed, atMs, ...standing(news.procedure, news.args, names, atMs) };
    case 'event':
      return { ...feed, atMs, ...changed(feed, news.topic, news.args, names, atMs) };
    default:
      return feed;
  }
}

type Names = ReturnType<typeof prohashingNames>;

function standing(
  procedure: string,
  args: readonly unknown[],
  names: Names,
  atMs: number,
): Partial<ProhashingFeed> {
  if (procedure === names.profitability.procedure) return { profitability: profitabilityTold(args) };
  if (procedure === names.general.procedure) return { states: generalStates(args, atMs) };
  if (procedure === names.miners?.procedure) return { miners: minersTold(args) };
  return procedure === names.balances?.procedure ? { balances: balancesTold(args) } : {};
}

function changed(
  feed: ProhashingFeed,
  topic: string,
  args: readonly unknown[],
  names: Names,
  atMs: number,
): Partial<ProhashingFeed> {
  switch (topic) {
    case names.profitability.topic:
      return { profitability: profitabilityAfter(feed.profitability, args) };
    case names.general.topic:
      return { states: generalStates(args, atMs) };
    case names.foundBlocks.topic:
      return { blocks: [...foundBlocks(args, atMs), ...feed.blocks].slice(0, KEPT) };
    case names.miners?.topic:
      return { miners: minersAfter(feed.miners, args) };
    case names.balances?.topic:
      return { balances: balancesAfter(feed.balances, args) };
    case names.failures?.topic:
      return { failures: [...miningFailures(args, atMs), ...feed.failures].slice(0, KEPT) };
    default:
      return {};
  }
}
