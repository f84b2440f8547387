import { onMount } from 'solid-js';
import type { Fleet } from '../pages/fleet-context.ts';
import { app as text } from '../ui/text/en/app.ts';
import { useToast } from '../ui/toast.tsx';
import type { PairingLink } from './pairing-link.ts';

/** Tells how pairing by a link went; the owner's collector takes the link's token before it is handed out. */
export function usePairing({ ownCollector }: Fleet, link: PairingLink | undefined): void {
  const toast = useToast();
  onMount(() => {
    if (link) void outcome(link).then((words) => toast({ words }));
  });

  async function outcome({ token }: PairingLink): Promise<string> {
    if (token === undefined) return text.pairingFailed;
    try {
      const { proxy } = await (await ownCollector()).checkProxy();
      return proxy === 'ok' ? text.paired : proxy === 'no-proxy' ? text.pairingNoHelper : text.pairingFailed;
    } catch (thrown) {
      console.warn('Pairing failed:', thrown);
      return text.pairingNoHelper;
    }
  }
}
