import { onMount } from 'solid-js';
import type { Fleet } from '../pages/fleet-context.ts';
import { app as text } from '../ui/text/en/app.ts';
import { useToast } from '../ui/toast.tsx';

/** Tells how pairing by a link went; the owner's collector takes the link's token before it is handed out. */
export function usePairing({ ownCollector }: Fleet, token: string | undefined): void {
  const toast = useToast();
  onMount(() => {
    if (token !== undefined) void outcome().then((words) => toast({ words }));
  });

  async function outcome(): Promise<string> {
    try {
      const { proxy } = await (await ownCollector()).checkProxy();
      return proxy === 'ok' ? text.paired : proxy === 'no-proxy' ? text.pairingNoHelper : text.pairingFailed;
    } catch (thrown) {
      console.warn('Pairing failed:', thrown);
      return text.pairingNoHelper;
    }
  }
}
