import { describe, expect, it } from 'vitest';
import type { BackendName } from '../../numerics/nets/backend.ts';
import { ruledOut } from '../../numerics/nets/backend-trial.ts';
import { shownBackends } from './shown-backends.ts';

const timing = (backend: BackendName, batchMs: number) => ({
  backend,
  setUpMs: 1,
  batchMs,
  epochMs: 9 * batchMs,
});
const timings = [timing('wasm', 4), timing('wasm-threads', 2), timing('plain', 90)];

describe('the backends that are shown', () => {
  it.each(['wasm-threads', 'webgpu'] as const)('say that %s trains nets where it is quickest', (quickest) => {
    const all = [...timings, timing('webgpu', 1)];
    const used = shownBackends({ timings: all, quickest }, 'wasm-simd').filter(({ isUsed }) => isUsed);
    expect(used).toMatchObject([{ name: quickest, isQuickest: true }]);
  });

  it.each(['wasm', 'plain'] as const)('say that slices are used where %s is quickest', (quickest) => {
    const used = shownBackends({ timings, quickest }, 'wasm-simd').filter(({ isUsed }) => isUsed);
    expect(used).toMatchObject([{ name: 'wasm-simd', isQuickest: quickest === 'wasm' }]);
  });

  it('say why one is not taken, and know the usual one before any trial', () => {
    const shown = shownBackends({ timings: [ruledOut('webgpu', 'no card')] }, 'plain');
    expect(shown).toEqual([{ name: 'webgpu', isUsed: false, isQuickest: false, ruledOut: 'no card' }]);
    expect(shownBackends(undefined, 'plain')).toEqual([{ name: 'plain', isUsed: true, isQuickest: false }]);
  });
});
