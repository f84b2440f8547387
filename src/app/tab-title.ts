import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import { fleetFigures } from '../pages/fleet/fleet-figures.ts';
import { problems } from '../pages/fleet/fleet-status.ts';
import { formatHashrate } from '../ui/format/hashrate.ts';
import { formatTemperature } from '../ui/format/temperature.ts';
import { app as text } from '../ui/text/en/app.ts';
import { common } from '../ui/text/en/common.ts';

/**
 * What the browser's tab says: `Fleet 6.2 TH/s - 61 °C - 1 problem`, on a miner's page its name and its own figures,
 * with the problems of all. Only live figures stand in it, for nobody sees an
 * age in a tab.
 */
export function tabTitle(path: string, view: FleetView | undefined, nowMs: number): string {
  const miner = view && minerAt(path, view);
  const page = miner?.miner.name ?? pageName(path);
  if (!view || view.miners.length === 0) return text.tabTitle(page, [common.appName]);
  const place = view.fleet === 'demo' ? text.tabDemo(page) : page;
  const { aged, hashrateHs, hottestChip, algorithm } = fleetFigures(
    miner ? { ...view, miners: [miner] } : view,
    nowMs,
  );
  const { temperatureUnit, hashrateUnit: unit } = view.settings;
  const rate = aged || hashrateHs === undefined ? undefined : formatHashrate(hashrateHs, { algorithm, unit });
  const facts: string[] = [];
  if (!aged && hottestChip) {
    facts.push(formatTemperature(hottestChip.tempC, { unit: temperatureUnit }));
  }
  const wrong = problems(view, nowMs).length;
  if (wrong > 0) facts.push(text.problems(wrong));
  return text.tabTitle(rate === undefined ? place : text.pageWithRate(place, rate), facts);
}

/** The miner whose page this is. */
function minerAt(path: string, { miners }: FleetView): MinerView | undefined {
  return miners.find(({ miner }) => path === `/miner/${encodeURIComponent(miner.id)}`);
}

const { pages } = text;
/** Parts of the settings have no name of their own in a tab. */
const NAMES: Readonly<Record<string, string>> = {
  '/': pages.fleet,
  '/health': pages.health,
  '/pay': pages.pay,
  '/tune': pages.tune,
  '/plan': pages.plan,
  '/add': pages.add,
  '/allocate': pages.allocate,
  '/settings': pages.settings,
  '/settings/alarms': pages.settings,
  '/settings/sources': pages.settings,
  '/settings/data': pages.settings,
  '/settings/quality': pages.settings,
  '/settings/devices': pages.devices,
  '/join': pages.join,
  '/learn/features': pages.features,
  '/learn/forecast': pages.forecast,
  '/learn/models': pages.models,
};

function pageName(path: string): string {
  return NAMES[path] ?? (path.startsWith('/miner/') ? pages.miner : pages.missing);
}
