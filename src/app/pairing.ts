import { onMount } from 'solid-js';
import type { Fleet } from '../pages/fleet-context.ts';
import { app as text } from '../ui/text/en/app.ts';
import { useToast } from '../ui/toast.tsx';

/** Hands the token of a pairing link to the collector and tells how it went. */
export function usePairing({ ownCollector }: Fleet, token: string | undefined): void {
  const toast = useToast();
  onMount(() => {
    if (token !== undefined) void pair(token).then((words) => toast({ words }));
  });

  async function pair(given: string): Promise<string> {
    try {
      const { proxy } = await (await ownCollector()).pair(given);
      return proxy === 'ok' ? text.paired : proxy === 'no-proxy' ? text.pairingNoHelper : text.pairingFailed;
    } catch (thrown) {
      console.warn('Pairing failed:', thrown);
      return text.pairingNoHelper;
    }
  }
}
