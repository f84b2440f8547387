import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import type { Upstream } from '../../domain/upstream.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../../store/telemetry-store.ts';
import type { Question } from './question.ts';
import { SourceDesk, type SourceDeskPorts } from './source-desk.ts';

const NAME = 'test-desk';
const TELEMETRY = 'test-desk-telemetry';
const HOUR_MS = 3_600_000;
const UPSTREAM: Omit<Upstream, 'id'> = {
  name: 'x',
  kind: 'market',
  endpoints: [],
  requestsPerMinute: 60_000,
  learns: 'nothing',
  licence: '',
  terms: '',
};

const LONG_AGO_MS = Date.UTC(2026, 0, 1);
/** Seconds taken for milliseconds, milliseconds for microseconds, and no time at all. */
const mistaken = [1_767_225_600, 1.76e18, Number.NaN, 8.64e15].map((atMs) => ({ atMs, value: 1 }));

let asked: { readonly provider: string; readonly path: string; readonly key: string | undefined }[];
let failing: Set<string>;
let stores: { readonly entities: EntityStore; readonly telemetry: TelemetryStore }[];
let desks: SourceDesk[];

beforeEach(() => {
  indexedDB.deleteDatabase(NAME);
  indexedDB.deleteDatabase(TELEMETRY);
  asked = [];
  failing = new Set();
  stores = [];
  desks = [];
});
afterEach(() => {
  for (const desk of desks) desk.close();
  for (const { entities, telemetry } of stores) {
    entities.close();
    telemetry.close();
  }
});

/** A tab with a worker of its own: the store, the lock and the channel are real. */
async function tab(): Promise<{ readonly desk: SourceDesk; readonly views: SourcesView[] }> {
  const entities = await openEntities(NAME);
  const telemetry = await openTelemetry(TELEMETRY);
  stores.push({ entities, telemetry });
  const views: SourcesView[] = [];
  const ports: SourceDeskPorts = {
    fleet: 'demo',
    entities,
    outside: telemetry.outside,
    locks: navigator.locks,
    nowMs: Date.now,
    random: () => 0,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    upstreamOf: (id) => ({ ...UPSTREAM, id, learns: id === 'account' ? 'account' : 'nothing' }),
    talk: () => Promise.reject(new Error('nobody talks here')),
    carry: async ({ id }, { path }, key) => {
      asked.push({ provider: id, path, key });
      if (failing.has(id)) throw new SourceError('provider-failed', 'down');
      return { status: 200, text: id, receivedAtMs: Date.now() };
    },
    questionsFor: (choices, _, { currency }) =>
      choices
        .filter(({ enabled }) => enabled)
        .sort((a, b) => a.id.localeCompare(b.id))
        // One of them tells the past as well, by a question of its own.
        .flatMap((choice) =>
          (choice.id === 'historian' ? ['', 'past:'] : ['']).map((kind) => ({ ...choice, kind })),
        )
        .map(
          ({ id, fields, kind }): Question<string> => ({
            quantity: `${kind}price:${currency}`,
            provider: id,
            freshMs: HOUR_MS,
            errandAt: () => ({
              request: { provider: id, host: 'x', path: `/${fields.account ?? ''}` },
              read: ({ text }) => ({
                value: text,
                past: [
                  {
                    series: `price:${currency}`,
                    points: [{ atMs: LONG_AGO_MS, value: text.length }, ...mistaken],
                  },
                ],
              }),
            }),
          }),
        ),
    onChange: (view) => views.push(view),
    onStoreProblem: (error) => {
      throw error;
    },
  };
  const desk = await SourceDesk.open(ports, { currency: 'EUR', coins: ['BTC'] });
  desks.push(desk);
  return { desk, views };
}
const choose = (desk: SourceDesk, id: string, enabled = true, fields?: Record<string, string>) =>
  desk.choose(id, { enabled, ...(fields ? { fields } : {}) }, Date.now());
const figureIn = (desk: SourceDesk) => desk.view().figures['price:EUR'];

test('nobody is asked whom the owner has not switched on', async () => {
  const { desk } = await tab();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toEqual([]);
  expect(desk.view()).toEqual({ sources: {}, figures: {} });
});

test('a provider that is switched on is asked, and its figure is kept with its past', async () => {
  const { desk } = await tab();
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(desk)).toMatchObject({ value: 'alpha', provider: 'alpha' }));
  const [store] = stores;
  const past = await store?.telemetry.outside.read('price:EUR', 0, Number.POSITIVE_INFINITY);
  expect([...(past?.values ?? [])]).toEqual([5]);
  desk.close();
  const again = await tab();
  expect(figureIn(again.desk)).toMatchObject({ value: 'alpha' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toHaveLength(1);
});

test('points are kept before the answer that says so: whoever is closed in between leaves no hole', async () => {
  const { desk } = await tab();
  const [store] = stores;
  if (!store) throw new Error('no store');
  const points = vi.spyOn(store.telemetry.outside, 'add');
  const answer = vi.spyOn(store.entities.sources, 'putAnswer');
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(answer).toHaveBeenCalled());
  expect(points.mock.invocationCallOrder[0]).toBeLessThan(answer.mock.invocationCallOrder[0] ?? 0);
});

test('whom a provider is asked at is listed with its time, also once it is off', async () => {
  const { desk } = await tab();
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(desk)).toBeDefined());
  await choose(desk, 'alpha', false);
  expect(desk.view().sources.alpha?.hosts?.x).toBeGreaterThan(Date.now() - HOUR_MS);
});

test('of two tabs one asks, and both show it', async () => {
  const first = await tab();
  const second = await tab();
  await choose(second.desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(first.desk)).toBeDefined());
  await vi.waitFor(() => expect(figureIn(second.desk)).toBeDefined());
  expect(asked).toHaveLength(1);
});

test('the other tab goes on when the one that asks is closed', async () => {
  const first = await tab();
  const second = await tab();
  first.desk.close();
  await choose(second.desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(second.desk)).toBeDefined());
});

test('the preferred provider’s figure counts while it answers, the other one’s while it does not', async () => {
  failing.add('alpha');
  const { desk } = await tab();
  await choose(desk, 'alpha');
  await choose(desk, 'beta');
  await vi.waitFor(() => expect(figureIn(desk)).toMatchObject({ value: 'beta' }));
  expect(desk.view().sources.alpha?.questions[0]).toMatchObject({ failure: { kind: 'provider-failed' } });
  failing.clear();
  await desk.test('alpha');
  expect(figureIn(desk)).toMatchObject({ value: 'alpha' });
});

test('a test asks for what is so now, and not for the past', async () => {
  const { desk } = await tab();
  await choose(desk, 'historian');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  const answers = await desk.test('historian');
  expect(answers.map(({ quantity }) => quantity)).toEqual(['price:EUR']);
  expect(asked).toHaveLength(3);
});

test('a figure of a provider that is switched off counts no more', async () => {
  const { desk } = await tab();
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(desk)).toBeDefined());
  await choose(desk, 'alpha', false);
  expect(figureIn(desk)).toBeUndefined();
});

test('a key that is typed in one tab is tried at once in the tab that asks', async () => {
  failing.add('alpha');
  const first = await tab();
  const second = await tab();
  await choose(second.desk, 'alpha');
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  failing.clear();
  await second.desk.saveKey('alpha', 'my-key');
  await vi.waitFor(() => expect(figureIn(first.desk)).toBeDefined());
  expect(asked.map(({ key }) => key)).toEqual([undefined, 'my-key']);
});

test('what another tab has heard by a test is not lost when the one that asks fails', async () => {
  const first = await tab();
  const second = await tab();
  await choose(first.desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(second.desk)).toBeDefined());
  const heardAtMs = figureIn(second.desk)?.receivedAtMs ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 5));
  await second.desk.test('alpha');
  await vi.waitFor(() => expect(figureIn(first.desk)?.receivedAtMs).toBeGreaterThan(heardAtMs));
  failing.add('alpha');
  await first.desk.test('alpha');
  expect(figureIn(first.desk)?.receivedAtMs).toBeGreaterThan(heardAtMs);
});

test('another key at an account begins anew as well', async () => {
  const { desk } = await tab();
  await choose(desk, 'account');
  await vi.waitFor(() => expect(figureIn(desk)).toBeDefined());
  failing.add('account');
  await desk.saveKey('account', 'another');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  expect(figureIn(desk)).toBeUndefined();
});

test('a price of before a new key stands, with its age, while the key is refused', async () => {
  const { desk } = await tab();
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(desk)).toBeDefined());
  failing.add('alpha');
  await desk.saveKey('alpha', 'wrong');
  await vi.waitFor(() => expect(desk.view().sources.alpha?.questions[0]?.failures).toBe(1));
  expect(figureIn(desk)).toMatchObject({ value: 'alpha' });
});

test('another account begins anew: nothing of the former one is shown as its own', async () => {
  const { desk } = await tab();
  await choose(desk, 'alpha', true, { account: 'mine' });
  await vi.waitFor(() => expect(figureIn(desk)).toBeDefined());
  failing.add('alpha');
  await choose(desk, 'alpha', true, { account: 'other' });
  expect(figureIn(desk)).toBeUndefined();
  await vi.waitFor(() => expect(asked.map(({ path }) => path)).toEqual(['/mine', '/other']));
  expect(figureIn(desk)).toBeUndefined();
});

test('a key is sent with the questions, is sealed, and is forgotten when its owner says so', async () => {
  const { desk } = await tab();
  await desk.saveKey('alpha', 'my-key');
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(asked.at(-1)?.key).toBe('my-key'));
  expect(desk.view().sources.alpha?.hasKey).toBe(true);
  expect(JSON.stringify(desk.view())).not.toContain('my-key');
  await desk.saveKey('alpha', undefined);
  await vi.waitFor(() => expect(asked.at(-1)?.key).toBeUndefined());
  expect(desk.view().sources.alpha?.hasKey ?? false).toBe(false);
});

test('another currency is another question', async () => {
  const { desk } = await tab();
  await choose(desk, 'alpha');
  await vi.waitFor(() => expect(figureIn(desk)).toBeDefined());
  desk.setWants({ currency: 'USD', coins: ['BTC'] });
  await vi.waitFor(() => expect(desk.view().figures['price:USD']).toBeDefined());
});
