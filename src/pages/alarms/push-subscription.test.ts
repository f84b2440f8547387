import { expect, test } from 'vitest';
import { type PushSigns, pushLoss, pushSettings, pushStanding } from './push-subscription.ts';

const channel = {
  id: 'own',
  kind: 'web-push',
  name: 'Phone',
  on: true,
  least: 'act',
  afterMin: 0,
  fields: {},
  secrets: {},
} as const;
const well: PushSigns = {
  secure: true,
  supported: true,
  permission: 'granted',
  hasWorker: true,
  told: { channelId: 'own', endpoint: 'https://push.example.com/1' },
  subscription: { endpoint: 'https://push.example.com/1' },
  subscribedKey: 'key',
  report: { channels: [channel], pushKey: 'key' },
};

test.each<[string, Partial<PushSigns>, ReturnType<typeof pushStanding>]>([
  ['a browser that is subscribed, and known to the helper', {}, 'on'],
  ['one that the helper was never told of', { told: undefined }, 'off'],
  ['one whose subscription has ended', { subscription: undefined }, 'lost'],
  ['one with another subscription', { subscription: { endpoint: 'https://push.example.com/2' } }, 'lost'],
  ['one that was subscribed by another key of the helper', { subscribedKey: 'old' }, 'lost'],
  ['one whose permission was taken back to be asked again', { permission: 'default' }, 'lost'],
  ['one whose channel was removed', { report: { channels: [], pushKey: 'key' } }, 'removed'],
  ['one that is not allowed to notify', { permission: 'denied' }, 'denied'],
  ['one without a worker', { hasWorker: false }, 'no-worker'],
  ['one that knows no pushes', { supported: false }, 'unsupported'],
  ['a page that is not secure', { secure: false, supported: false }, 'insecure'],
])('%s', (_, signs, standing) => {
  expect(pushStanding({ ...well, ...signs })).toBe(standing);
});

test('a channel is told the keys of the subscription', () => {
  const toJSON = () => ({ endpoint: 'https://push.example.com/1', keys: { p256dh: 'p', auth: 'a' } });
  expect(pushSettings({ toJSON })).toEqual({
    kind: 'web-push',
    endpoint: 'https://push.example.com/1',
    p256dh: 'p',
    auth: 'a',
  });
});

test.each<[string, Partial<PushSigns>, ReturnType<typeof pushLoss>]>([
  ['one that is subscribed as the helper knows', {}, undefined],
  ['one where pushes were never switched on', { told: undefined, permission: 'denied' }, undefined],
  ['one whose owner has forbidden them since', { permission: 'denied' }, 'forbidden'],
  [
    'one that has withdrawn the permission by itself',
    { permission: 'default', subscription: undefined },
    'forbidden',
  ],
  ['one whose subscription has ended', { subscription: undefined }, 'ended'],
  [
    'one that has another subscription',
    { subscription: { endpoint: 'https://push.example.com/2' } },
    'ended',
  ],
])('what the browser alone tells of lost pushes: %s', (_, change, loss) => {
  expect(pushLoss({ ...well, ...change })).toBe(loss);
});
