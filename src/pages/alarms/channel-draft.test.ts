import { expect, test } from 'vitest';
import type { ChannelReport } from '../../domain/channel.ts';
import {
  draftOf,
  draftWithUse,
  missingFields,
  newTypedChannel,
  refusedField,
  typedChannelOf,
} from './channel-draft.ts';

const family: ChannelReport = {
  id: 'family',
  kind: 'telegram',
  name: 'Family',
  on: true,
  least: 'watch',
  afterMin: 15,
  fields: { chatId: '-100' },
  secrets: { token: '…3f' },
};
const house: ChannelReport = {
  ...family,
  kind: 'home-assistant',
  fields: { server: 'http://ha.local:8123', service: 'mobile_app_phone' },
  secrets: { token: '…ab' },
};

test('a new channel names what is missing, and then sends what was typed', () => {
  const form = newTypedChannel('ntfy');
  expect(missingFields(form)).toEqual(['topic']);
  const typed = { ...form, name: ' Phone ', typed: { ...form.typed, topic: ' mine ' } };
  expect(missingFields(typed)).toEqual([]);
  expect(draftOf(typed)).toEqual({
    name: 'Phone',
    on: true,
    least: 'act',
    afterMin: 0,
    settings: { kind: 'ntfy', server: 'https://ntfy.sh', topic: 'mine' },
  });
  expect(missingFields({ ...typed, name: ' ' })).toEqual(['name']);
});

test('the port of a mail server is sent as a number', () => {
  const form = newTypedChannel('email');
  expect(draftOf(form).settings).toMatchObject({ port: 465, security: 'tls' });
});

test('a secret that is set need not be typed again, and stays', () => {
  const form = typedChannelOf(family, 'telegram');
  expect(form).toMatchObject({
    name: 'Family',
    least: 'watch',
    afterMin: 15,
    typed: { token: '', chatId: '-100' },
  });
  expect(missingFields(form, family.secrets)).toEqual([]);
  expect(draftOf(form, family.secrets).settings).toEqual({ kind: 'telegram', chatId: '-100' });
});

test('an optional secret can be taken away', () => {
  const ntfy: ChannelReport = {
    ...family,
    kind: 'ntfy',
    fields: { server: 's' },
    secrets: { topic: '…', token: '…' },
  };
  const form = { ...typedChannelOf(ntfy, 'ntfy'), forgotten: ['token'] };
  expect(draftOf(form, ntfy.secrets).settings).toEqual({ kind: 'ntfy', server: 's', token: '' });
});

test('another way of using Home Assistant takes away what belonged to the first', () => {
  const form = typedChannelOf(house, 'home-assistant');
  expect(form.way).toBe('service');
  const other = { ...form, way: 'webhook', typed: { ...form.typed, webhookId: 'hook' } };
  expect(draftOf(other, house.secrets).settings).toEqual({
    kind: 'home-assistant',
    server: 'http://ha.local:8123',
    webhookId: 'hook',
    token: '',
  });
});

test('switching a channel off sends all that is no secret, and leaves the rest', () => {
  expect(draftWithUse(family, { on: false })).toEqual({
    name: 'Family',
    on: false,
    least: 'watch',
    afterMin: 15,
    settings: { kind: 'telegram', chatId: '-100' },
  });
});

test('what the helper refuses stands by its field', () => {
  const names = ['url', 'token'];
  expect(refusedField('url must be an address', names)).toEqual({ name: 'url', why: 'Must be an address.' });
  expect(refusedField('settings.token must be typed again, because server is another', names)).toEqual({
    name: 'token',
    why: 'Must be typed again, because server is another.',
  });
  expect(refusedField('the request is no JSON', names)).toBeUndefined();
});
