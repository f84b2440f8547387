import type { CollectorApi } from '../../src/workers/collector-api.ts';

/**
 * The collector as pages have it: behind a port, where what is handed over is copied by the structured clone algorithm.
 * Whatever cannot be copied, such as a proxy of a Solid store, fails here as it fails in the product. Callbacks go
 * through as they are, for the port hands them over in a way of its own.
 */
export function asOverPort(collector: CollectorApi): CollectorApi {
  return new Proxy(collector, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        try {
          return Reflect.apply(member, target, given.map(copied));
        } catch (error) {
          return Promise.reject(error);
        }
      };
    },
  });
}

function copied(given: unknown): unknown {
  return typeof given === 'function' ? given : structuredClone(given);
}
