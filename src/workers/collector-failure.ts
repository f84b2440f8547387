import { DeviceError } from '../devices/transport.ts';
import type { CollectorFailure } from '../domain/fleet-view.ts';
import { StoreError } from '../store/store-error.ts';

/** Why a call could not be carried out. A plain value: classes would not cross the worker border. */
export function failure(kind: CollectorFailure['kind'], detail: string, atMs: number): CollectorFailure {
  return { failure: true, kind, detail, atMs };
}

/** Runs work; a DeviceError or StoreError of it is thrown as a {@link CollectorFailure}, any other as it is. */
export async function guarded<T>(nowMs: () => number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DeviceError) throw failure(error.kind, error.detail, nowMs());
    if (error instanceof StoreError) throw failure('store', error.message, nowMs());
    throw error;
  }
}
