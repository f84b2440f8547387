import type { AverageCarbonSeries, MarginalCarbonSeries } from '../../../src/domain/carbon-intensity.ts';
import { ukGeneration, ukIntensity } from '../../../src/sources/carbon/carbonintensity-uk.ts';
import {
  electricityMapsForecast,
  electricityMapsHistory,
  electricityMapsLatest,
  electricityMapsMix,
} from '../../../src/sources/carbon/electricitymaps.ts';
import { wattTimeForecast, wattTimeHistory } from '../../../src/sources/carbon/watttime.ts';
import { fieldsOf, rowsOf } from '../../../src/sources/fields.ts';
import { jsonOf } from '../../../src/sources/reply.ts';
import type { SourceReply } from '../../../src/sources/source.ts';
import { type ExternalForms, RECEIVED_AT_MS } from './external-form.ts';

function replyOf(text: string): SourceReply {
  return { status: 200, text, receivedAtMs: RECEIVED_AT_MS };
}

function pointsForm({ points }: AverageCarbonSeries | MarginalCarbonSeries) {
  return points.map(({ fromMs, toMs, gPerKwh }) => ({
    start_ms: fromMs,
    end_ms: toMs,
    time_ms: fromMs,
    carbon_g_kwh: gPerKwh,
  }));
}

function seriesForm(series: AverageCarbonSeries | MarginalCarbonSeries) {
  const points = pointsForm(series);
  return { zone: series.zone, count: points.length, first: points[0], last: points.at(-1), points };
}

function carbonIntensityUk(name: string, text: string): unknown {
  if (name.includes('generation')) {
    const halves = rowsOf(fieldsOf(jsonOf(replyOf(text))).data);
    const points = halves.map((data) => ukMixForm(JSON.stringify({ data })));
    return { ...ukMixForm(text), points };
  }
  const all = ukIntensity.parse(replyOf(text), { fromMs: 0 });
  const zones = [...new Set(all.map(({ zone }) => zone))];
  const byZone = zones.map((zone) => [zone, ukZoneForm(all.filter((each) => each.zone === zone))] as const);
  return { ...byZone[0]?.[1], regions: Object.fromEntries(byZone) };
}

function ukMixForm(text: string) {
  const { fromMs, toMs, fuels } = ukGeneration.parse(replyOf(text), undefined);
  return { start_ms: fromMs, end_ms: toMs, mix_pct: Object.fromEntries(fuels) };
}

/** One zone: what was, and what is expected, by half-hour. */
function ukZoneForm(series: readonly AverageCarbonSeries[]) {
  const [actual = [], forecast = []] = [undefined, true].map((kind) =>
    series.filter((each) => each.forecast === kind).flatMap(pointsForm),
  );
  const starts = [...new Set([...actual, ...forecast].map(({ start_ms }) => start_ms))].sort((a, b) => a - b);
  const points = starts.map((startMs) => {
    const at = ({ start_ms }: { readonly start_ms: number }) => start_ms === startMs;
    const expected = forecast.find(at);
    return {
      start_ms: startMs,
      end_ms: (actual.find(at) ?? expected)?.end_ms,
      carbon_g_kwh: actual.find(at)?.carbon_g_kwh,
      forecast_g_kwh: expected?.carbon_g_kwh,
    };
  });
  return { zone: series[0]?.zone, count: points.length, first: points[0], last: points.at(-1), points };
}

function electricityMaps(name: string, text: string): unknown {
  const ask = { zone: '' };
  if (name.includes('power-breakdown')) {
    const told = fieldsOf(jsonOf(replyOf(text)));
    const hours = rowsOf(told.history ?? told.data);
    return hours.length === 0
      ? mixForm(text)
      : { points: hours.map((hour) => mixForm(JSON.stringify(hour))) };
  }
  const ahead = name.includes('forecast') ? electricityMapsForecast : electricityMapsLatest;
  const source = name.includes('history') ? electricityMapsHistory : ahead;
  const series = source.parse(replyOf(text), ask);
  return {
    ...pointsForm(series)[0],
    ...seriesForm(series),
    estimated: series.estimated,
    scope: series.scope,
  };
}

/** Of one hour. */
function mixForm(text: string) {
  const { zone, fromMs, fossilFreePct, renewablePct, fuels } = electricityMapsMix.parse(replyOf(text), {
    zone: '',
  });
  const shares = { fossil_free_pct: fossilFreePct, renewable_pct: renewablePct };
  return { zone, time_ms: fromMs, ...shares, mix_pct: Object.fromEntries(fuels) };
}

function wattTime(name: string, text: string): unknown {
  const reply = replyOf(text);
  return seriesForm(
    name.includes('historical')
      ? wattTimeHistory.parse(reply, { region: '', fromMs: 0, toMs: 0 })
      : wattTimeForecast.parse(reply, { region: '', hours: 24 }),
  );
}

export const carbonForms: ExternalForms = {
  'carbonintensity-uk': carbonIntensityUk,
  electricitymaps: electricityMaps,
  watttime: wattTime,
};
