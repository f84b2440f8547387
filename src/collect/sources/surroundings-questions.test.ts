import { expect, test } from 'vitest';
import type { Heard } from './question.ts';
import { surroundingsQuestions } from './surroundings-questions.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 10);
const HALF_PAST_MS = Date.UTC(2026, 10, 21, 13, 30);

function heard(provider: string, fields: Readonly<Record<string, string>>, told: unknown): Heard<unknown> {
  const [question] = surroundingsQuestions[provider]?.({ currency: 'GBP', coins: [] }, fields, false) ?? [];
  const errand = question?.errandAt(NOW_MS);
  if (!errand || 'begin' in errand) throw new Error('no question');
  return errand.read({ status: 200, text: JSON.stringify(told), receivedAtMs: NOW_MS });
}

test('of the grid what was measured is kept over what was expected, each place by itself', () => {
  const told = {
    data: [
      { from: '2026-11-21T13:30Z', to: '2026-11-21T14:00Z', intensity: { forecast: 210, actual: 190 } },
      { from: '2026-11-21T14:00Z', to: '2026-11-21T14:30Z', intensity: { forecast: 180 } },
    ],
  };
  const { past } = heard('carbonintensity-uk', {}, told);
  expect(past?.[0]?.series).toBe('carbon:carbonintensity-uk:GB');
  expect(past?.[0]?.points.filter(({ atMs }) => atMs === HALF_PAST_MS).at(-1)?.value).toBe(190);
  const regional = { data: { regionid: 13, shortname: 'London', data: told.data } };
  expect(heard('carbonintensity-uk', { postcode: 'sw1a' }, regional).past?.[0]?.series).toBe(
    'carbon:carbonintensity-uk:SW1A',
  );
});

test('of the weather the humidity is kept beside the temperature', () => {
  const told = {
    latitude: 52.5,
    longitude: 13.4,
    utc_offset_seconds: 0,
    hourly_units: { time: 'unixtime', temperature_2m: '°C', relative_humidity_2m: '%' },
    hourly: { time: [HALF_PAST_MS / 1000], temperature_2m: [4.5], relative_humidity_2m: [81] },
  };
  const { past } = heard('open-meteo', { latitude: '52.5', longitude: '13.4' }, told);
  expect(past).toEqual([
    { series: 'weather:temp', points: [{ atMs: HALF_PAST_MS, value: 4.5 }] },
    { series: 'weather:humidity', points: [{ atMs: HALF_PAST_MS, value: 81 }] },
  ]);
});
