/** What the browser itself tells about the way to the helper. Absent is what it does not tell. */
export interface BrowserSigns {
  /** False for sure means no network at all; true means little. */
  readonly online: boolean;
  /** Chrome's permission for pages that reach into the home network (Local Network Access, since Chrome 142). */
  readonly localNetwork?: PermissionState | undefined;
  /**
   * Does the service worker stand? By HTTPS it does not where the certificate is not trusted: Chrome lets a page through
   * after its warning, but registers no worker for it.
   */
  readonly worker?: boolean | undefined;
}

/** Chrome 142 has one name for it; later versions split it in two, of which this is the one for homes. */
const PERMISSIONS = ['local-network', 'local-network-access'] as const;
/** A worker that is being installed just now takes some seconds on a phone. */
const WORKER_MS = 8_000;

/** Looks at the browser; never fails, and takes some seconds where there is no service worker. */
export async function browserSigns(
  navigator: Pick<Navigator, 'onLine' | 'permissions' | 'serviceWorker'>,
  origin: string,
): Promise<BrowserSigns> {
  const [localNetwork, worker] = await Promise.all([
    localNetworkPermission(navigator.permissions),
    origin.startsWith('https:') ? workerStands(navigator.serviceWorker) : undefined,
  ]);
  return { online: navigator.onLine, localNetwork, worker };
}

async function localNetworkPermission(permissions: Permissions): Promise<PermissionState | undefined> {
  for (const name of PERMISSIONS) {
    try {
      // TypeScript's DOM library knows neither name yet.
      const asked: { readonly name: string } = { name };
      return (await permissions.query(asked as PermissionDescriptor)).state;
    } catch {
      // A browser that has no such permission throws, and asks nobody.
    }
  }
  return undefined;
}

async function workerStands(workers: ServiceWorkerContainer): Promise<boolean> {
  const waited = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), WORKER_MS));
  return Promise.race([workers.ready.then(() => true), waited]);
}
