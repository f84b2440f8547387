import { joinSourceChannel } from '../collect/sources/source-channel.ts';
import { DeviceError } from '../devices/transport.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import type { OpenSourceService, SourceServicePorts } from './open-sources.ts';
import type { SourceApi } from './source-api.ts';

/** Outside sources as the API has them, and what the fleet tells them. */
export interface LazySources extends SourceApi {
  /** The best figures that are known, without opening what is not: empty where no source is on. */
  figures(): Promise<SourcesView['figures']>;
  fleetChanged(view: Pick<FleetView, 'settings' | 'miners'>): void;
  close(): void;
}

/**
 * Opens the sources when a page asks for them, or as soon as the owner has switched one on, be it in another tab, whose
 * view may be this one's: who watches miners alone loads nothing of them.
 * @param ports absent in the demo, which asks nobody
 */
export function lazySources(ports: SourceServicePorts | undefined): LazySources {
  let opening: Promise<OpenSourceService> | undefined;
  let closed = false;
  const open = async (): Promise<OpenSourceService> => {
    if (!ports) throw new DeviceError('refused', 'the demo asks nobody');
    opening ??= import('./source-service.ts').then((module) => module.openSourceService(ports));
    // What failed once (a store that another tab blocked) may succeed the next time.
    opening.catch(() => {
      opening = undefined;
    });
    const service = await opening;
    if (closed) service.close();
    return service;
  };
  const openWhereChosen = async () => {
    const choices = await ports?.entities.sources.choices();
    if (choices?.some(({ enabled }) => enabled)) await open();
  };
  const lookForChoices = () => openWhereChosen().catch((error: unknown) => ports?.onStoreProblem(error));
  const openedWhereChosen = lookForChoices();
  const channel =
    ports &&
    joinSourceChannel('real', () => {
      if (!opening) void lookForChoices();
    });
  return {
    async followSources(listener) {
      if (!ports) return listener({ sources: {}, figures: {} });
      (await open()).follow(listener);
    },
    chooseSource: async (id, change) => (await open()).choose(id, change),
    saveSourceKey: async (id, key) => (await open()).saveKey(id, key),
    testSource: async (id) => (await open()).test(id),
    async outsidePast(series, fromMs, toMs) {
      if (!ports) return { atMs: new Float64Array(), values: new Float64Array() };
      return (await open()).past(series, fromMs, toMs);
    },
    async figures() {
      await openedWhereChosen;
      return (await opening)?.figures() ?? {};
    },
    // Why it could not be opened is told to who opened it, here and below.
    fleetChanged(view) {
      void opening?.then((service) => service.fleetChanged(view)).catch(() => {});
    },
    close() {
      closed = true;
      channel?.close();
      void opening?.then((service) => service.close()).catch(() => {});
    },
  };
}
