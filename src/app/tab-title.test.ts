import { expect, test } from 'vitest';
import { fakeView } from '../../tests/preview/fake-views.ts';
import { tabTitle } from './tab-title.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const title = (path: string, view = fakeView('silent-death', nowMs)) => plain(tabTitle(path, view, nowMs));

test('the tab tells page, rate, heat and problems', () => {
  expect(title('/')).toMatch(/^Fleet 116 TH\/s - 8[345]\.\d °C - 1 problem$/);
  expect(title('/settings')).toMatch(/^Settings 116 TH\/s/);
  expect(title('/settings/quality')).toMatch(/^Settings 116 TH\/s/);
  expect(title('/settings/alarms')).toMatch(/^Settings 116 TH\/s/);
  expect(title('/allocate')).toMatch(/^Share what you have 116 TH\/s/);
  expect(title('/settings/nowhere')).toMatch(/^Not here/);
});

test('on the page of a miner the tab tells its name and its own rate, and the problems of all', () => {
  expect(title('/miner/b2')).toMatch(/^Desk Supra \d\d\d GH\/s - \d\d\.\d °C - 1 problem$/);
  expect(title('/miner/gone')).toMatch(/^Miner 116 TH\/s/);
});

test('the demo says so in the tab', () => {
  expect(title('/', fakeView('fine', nowMs, 'demo'))).toMatch(/^Demo Fleet 118 TH\/s - 8[345]\.\d °C$/);
});

test('figures of miners that do not answer do not stand in the tab', () => {
  expect(title('/', fakeView('lost-all', nowMs))).toBe('Fleet - 1 problem');
});

test('before anything is known the tab carries the name', () => {
  expect(tabTitle('/', undefined, nowMs)).toBe('Fleet - Davylamp');
});
