import { expect, test, vi } from 'vitest';
import { browserSigns } from './browser-signs.ts';

function browser({
  known = {},
  worker = true,
}: {
  known?: Record<string, PermissionState>;
  worker?: boolean;
}) {
  const query = async ({ name }: { readonly name: string }) => {
    const state = known[name];
    if (state === undefined)
      throw new TypeError(`${name} is not a valid value for enumeration PermissionName`);
    return { state };
  };
  return {
    onLine: true,
    permissions: { query },
    serviceWorker: { ready: worker ? Promise.resolve({}) : new Promise(() => {}) },
  } as never;
}

test.each([
  [{ 'local-network': 'denied', 'local-network-access': 'denied' }, 'denied'],
  [{ 'local-network-access': 'prompt' }, 'prompt'],
  [{}, undefined],
] as const)('a browser that knows %j says %s of the local network', async (known, state) => {
  const signs = await browserSigns(browser({ known }), 'http://localhost:8787');
  expect(signs).toEqual({ online: true, localNetwork: state, worker: undefined });
});

test('a page by HTTPS whose worker never comes is not trusted', async () => {
  vi.useFakeTimers();
  const asked = browserSigns(browser({ worker: false }), 'https://pi.local:8788');
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await asked).worker).toBe(false);
  vi.useRealTimers();
  expect((await browserSigns(browser({}), 'https://pi.local:8788')).worker).toBe(true);
});
