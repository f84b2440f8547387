import { describe, expect, test } from 'vitest';
import { connection as text } from '../../ui/text/en/connection.ts';
import { pagePlace } from '../page-place.ts';
import type { Symptoms } from './doctor.ts';
import { advice } from './doctor-advice.ts';

const unreached: Symptoms = {
  origin: 'https://192.168.1.5:8788',
  secure: true,
  online: true,
  worker: true,
  helper: { proxy: 'no-proxy' },
};
const words = (symptoms: Partial<Symptoms>) =>
  advice({ ...unreached, ...symptoms }).map((each) => each.words);

test.each([
  ['http://localhost:8787', 'here'],
  ['http://127.0.0.1:8787', 'here'],
  ['http://[::1]:8787', 'here'],
  ['https://192.168.1.5:8788', 'home'],
  ['https://pi.local:8788', 'home'],
  ['https://pi:8788', 'home'],
  ['https://pi.fritz.box:8788', 'home'],
  ['https://pi.my-tailnet.ts.net', 'far'],
  ['https://local.example', 'far'],
] as const)('a page of %s comes from %s', (origin, place) => {
  expect(pagePlace(origin)).toBe(place);
});

describe('a phone that does not reach the helper', () => {
  test('is told to look at computer, Wi-Fi, address and firewall, in that order', () => {
    expect(words({})).toEqual([
      text.home.running,
      text.home.sameNetwork,
      text.home.address('192.168.1.5'),
      text.home.firewall('8788'),
      text.home.apple,
    ]);
  });

  test('is told first of what it can see itself: no network, or a certificate that is not trusted', () => {
    expect(words({ online: false })[0]).toBe(text.offline);
    const [first] = advice({ ...unreached, worker: false });
    expect(first).toEqual({ words: text.home.certificate, href: 'http://192.168.1.5:8789/' });
  });

  test('is not told of new addresses where it knows the computer by name', () => {
    expect(words({ origin: 'https://pi.local:8788' }).join()).not.toContain('new address');
  });

  test('is sent to no page about the certificate that may be somewhere else', () => {
    expect(advice({ ...unreached, origin: 'https://pi.local:9443', worker: false })[0]?.href).toBeUndefined();
  });
});

describe('Chrome’s Local Network Access', () => {
  test('is explained where it was refused, and how to allow it', () => {
    for (const origin of [unreached.origin, 'https://pi.ts.net', 'http://localhost:8787'])
      expect(words({ origin, localNetwork: 'denied' })).toContain(text.permission.denied);
  });

  test('is announced only where Chrome asks: for pages from outside of the home', () => {
    expect(words({ origin: 'https://pi.ts.net', localNetwork: 'prompt' })).toContain(text.permission.prompt);
    expect(words({ localNetwork: 'prompt' })).not.toContain(text.permission.prompt);
  });
});

test('on the computer itself the window and its firewall are what counts', () => {
  expect(words({ origin: 'http://localhost:8787', worker: undefined })).toEqual([
    text.here.window,
    text.here.firewall,
  ]);
});

test('a phone that is not let in is told how to be', () => {
  expect(words({ helper: { proxy: 'not-paired' } })[0]).toBe(text.letIn);
  expect(words({ origin: 'http://localhost:8787', helper: { proxy: 'not-paired' } })).toEqual([]);
});

test('where all is well, or nothing is known yet, nothing is said', () => {
  expect(words({ helper: { proxy: 'ok' } })).toEqual([]);
  expect(words({ helper: undefined })).toEqual([]);
});
