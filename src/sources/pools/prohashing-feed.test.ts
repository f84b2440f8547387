import { describe, expect, it } from 'vitest';
import { feedAccount, feedAfter, openFeed, type ProhashingFeed } from './prohashing-feed.ts';
import { leave } from './wamp-session.ts';

const KEY = '0f'.repeat(32);
const AT_MS = 1_785_080_000_000;

/** A router that answers every call and grants every subscription; what it was asked, and what is known then. */
function conversation(key: string | undefined, results: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const topics: string[] = [];
  let { feed, send } = openFeed(key);
  const waiting = [...send];
  for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) {
    const [code, request, , name] = JSON.parse(frame) as [number, number, unknown, string];
    if (code !== 1) asked.push(name);
    if (code === 32) topics.push(name);
    const answer =
      code === 1
        ? [2, 7, {}]
        : code === 48
          ? [50, request, {}, [results[name] ?? {}]]
          : [33, request, topics.length];
    ({ feed, send } = feedAfter(feed, JSON.stringify(answer), AT_MS));
    waiting.push(...send);
  }
  const event = (before: ProhashingFeed, topic: string, ...args: readonly unknown[]) =>
    feedAfter(before, JSON.stringify([36, topics.indexOf(topic) + 1, 1, {}, args]), AT_MS + 1).feed;
  return { feed, asked, event };
}

describe('what Prohashing tells as it happens', () => {
  it('without a key is only what everybody may hear', () => {
    const { feed, asked } = conversation(undefined, {
      f_all_profitability_updates: { 1: { algorithm_name: 'Scrypt', btc: 1e-6 } },
    });
    expect(asked.toSorted()).toEqual([
      'f_all_general_updates',
      'f_all_profitability_updates',
      'found_block_updates',
      'general_updates',
      'profitability_updates',
    ]);
    expect(feed.profitability).toMatchObject([{ name: 'Scrypt' }]);
    expect(feedAccount(feed)).toBeUndefined();
  });

  it('with the owner’s key is the account, and what comes and goes in it', () => {
    const { feed, asked, event } = conversation(KEY, {
      f_all_miner_updates: [{ uuid: 'u1', miner_name: 'rig1', coin_name: 'Litecoin', hashrate: 5e8 }],
      f_all_balance_updates: { Litecoin: 1, Dogecoin: 20 },
    });
    // Changes of the balance are asked for after the balance itself.
    expect(asked.indexOf(`balance_updates_${KEY}`)).toBeGreaterThan(asked.indexOf('f_all_balance_updates'));
    let after = event(feed, `balance_updates_${KEY}`, { coin: 'Dogecoin', balance: 2 });
    after = event(after, `miner_update_diffs_${KEY}`, { uuid: 'u1', coin_name: 'Verge' });
    after = event(after, 'found_block_updates', { coin_name: 'Dogecoin', block_height: 5_000_000 });
    after = event(after, `mining_failures_${KEY}`, { miner_name: 'rig1', reason: 'low difficulty' });
    expect(feedAccount(after)).toMatchObject({
      atMs: AT_MS + 1,
      coins: [
        { coin: 'Litecoin', balance: 1 },
        { coin: 'Dogecoin', balance: 22 },
      ],
      workers: [{ name: 'rig1', coin: 'Verge', hashrates: [{ hashrateHs: 5e8 }] }],
    });
    expect(after.blocks).toMatchObject([{ coin: 'Dogecoin', height: 5_000_000 }]);
    expect(after.failures).toMatchObject([{ worker: 'rig1', words: 'low difficulty' }]);
  });

  it('asks for nothing more while it leaves', () => {
    const opened = feedAfter(openFeed().feed, '[2,7,{}]', AT_MS).feed;
    const leaving = { ...opened, session: leave(opened.session).session };
    const last = feedAfter(leaving, '[50,1,{},[{"1":{"algorithm_name":"Scrypt"}}]]', AT_MS);
    expect(last.send).toEqual([]);
    expect(last.feed.profitability).toHaveLength(1);
  });

  it('keeps what it has when the session ends, and why it ended', () => {
    const { feed } = conversation(KEY, { f_all_balance_updates: { Litecoin: 1 } });
    const { feed: ended } = feedAfter(feed, '[6,{},"wamp.error.system_failure"]', AT_MS);
    expect(ended).toMatchObject({ session: { phase: 'closed' }, error: { kind: 'provider-failed' } });
    expect(feedAccount(ended)?.coins).toEqual([{ coin: 'Litecoin', balance: 1 }]);
  });
});
