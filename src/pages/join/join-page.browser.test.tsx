import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FAKE_RECORDER } from '../../../tests/preview/fake-recorder.ts';
import { type MountedPage, mountPage } from '../../../tests/preview/mount-page.tsx';
import { JoinPage } from './join-page.tsx';

const CODE = 'a-code-that-is-thirty-signs-00';

let page: MountedPage | undefined;
beforeEach(() => localStorage.clear());
afterEach(() => {
  page?.remove();
  page = undefined;
  vi.restoreAllMocks();
});

function mount(code: string | undefined): MountedPage {
  page = mountPage(() => <JoinPage takeCode={() => code} />, 'fine', { kind: 'demo' });
  return page;
}

const miner = (host: string, name: string, tags: readonly string[] = []) => ({
  address: { host, port: 80 },
  name,
  tags,
});

test('a new device shows its six digits, for eyes and for ears', async () => {
  const { words, collector } = mount(CODE);
  await vi.waitFor(() => expect(words()).toContain('042 137'));
  expect(words()).toContain('0 4 2 1 3 7');
  expect(collector.calls.find((call) => call.startsWith('claimPairing'))).toContain(CODE);
});

test('once it is let in, it takes over the miners with their names and tags, and shows the fleet', async () => {
  const { words, collector, control, shown } = mount(CODE);
  await vi.waitFor(() => expect(words()).toContain('042 137'));
  collector.claim = {
    state: 'confirmed',
    miners: [miner('192.168.1.20', 'Gamma', ['cellar']), miner('192.168.1.21', 'Supra')],
  };
  await vi.waitFor(() => expect(words()).toContain('It knows all 2 of your miners.'), 3_000);
  expect(collector.calls).toContain('add 192.168.1.20:80 Gamma');
  expect(collector.calls.some((call) => /^setTags .*cellar/.test(call))).toBe(true);
  control('Show my fleet').click();
  expect(shown).toEqual(['real /']);
  expect(localStorage.getItem('davylamp.fleet')).toBe('real');
});

test('where the computer records, it is told that this history comes too', async () => {
  page = mountPage(() => <JoinPage takeCode={() => CODE} />, 'fine', {
    kind: 'demo',
    recorder: FAKE_RECORDER,
  });
  const { words, collector } = page;
  collector.claim = { state: 'confirmed', miners: [miner('192.168.1.20', 'Gamma')] };
  await vi.waitFor(() => expect(words()).toContain('has written their history since Jan'), 3_000);
  expect(words()).not.toContain('Its history begins now');
});

test('a miner that does not answer just now is named', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { words, collector } = mount(CODE);
  const add = collector.add.bind(collector);
  vi.spyOn(collector, 'add').mockImplementation((address, name) =>
    name === 'Garage' ? Promise.reject({ failure: true, kind: 'unreachable' }) : add(address, name),
  );
  collector.claim = { state: 'confirmed', miners: [miner('a.local', 'Garage'), miner('b.local', 'Attic')] };
  await vi.waitFor(() => expect(words()).toContain('add them later: Garage.'), 3_000);
});

test('a lost connection while waiting does not end it', async () => {
  const { words, collector } = mount(CODE);
  await vi.waitFor(() => expect(words()).toContain('042 137'));
  vi.spyOn(collector, 'claimProgress').mockRejectedValueOnce({ pairingFailure: true, problem: 'no-proxy' });
  collector.claim = { state: 'confirmed', miners: [] };
  await vi.waitFor(() => expect(words()).toContain('You have added no miners yet'), 4_000);
});

test.each([
  ['code-used', 'Another device has used this code already.'],
  ['code-expired', 'The code has expired.'],
  ['wrong-code', 'That code is not valid.'],
  ['no-proxy', 'The helper does not answer.'],
] as const)('a code that is refused for %s says so', async (problem, sentence) => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  page = mountPage(() => <JoinPage takeCode={() => CODE} />, 'fine', { kind: 'demo' });
  page.collector.pairingFails = { pairingFailure: true, problem };
  const { words } = page;
  await vi.waitFor(() => expect(words()).toContain(sentence));
});

test.each([
  ['refused', 'The computer said no'],
  ['expired', 'The code has expired.'],
] as const)('when it is %s at the computer, it says so', async (state, sentence) => {
  const { words, collector } = mount(CODE);
  await vi.waitFor(() => expect(words()).toContain('042 137'));
  collector.claim = { state };
  await vi.waitFor(() => expect(words()).toContain(sentence), 3_000);
});

test('without a code it tells where to get one', () => {
  expect(mount(undefined).words()).toContain('This page is opened by a QR code');
});
