/** What a browser tells of its room for this site, bytes; absent where it cannot be asked. */
export interface BrowserSpace {
  readonly usageBytes?: number | undefined;
  readonly quotaBytes?: number | undefined;
}

/** Asks the browser. On an insecure page (plain http on the LAN) it has no answer. */
export async function browserSpace(): Promise<BrowserSpace> {
  const storage = navigator.storage as StorageManager | undefined;
  const estimate = await storage?.estimate();
  return { usageBytes: estimate?.usage, quotaBytes: estimate?.quota };
}
