import makeMdns from 'multicast-dns';

/** What is asked of everybody: AxeOS, NerdOS and most that have a page advertise that (RFC 6763). */
const SERVICES = ['_http._tcp.local', '_axeos._tcp.local', '_workstation._tcp.local'];
/** How often the question is repeated while the scan runs, ms: multicast gets lost on Wi-Fi. */
const ASK_EVERY_MS = 1_000;
/** Hosts whose address is asked for, at most: a hostile neighbour could name as many as it likes. */
const MOST_HOSTS = 512;

/** What is used of multicast-dns. */
export interface Mdns {
  query(
    questions: { readonly name: string; readonly type: 'PTR' | 'A' }[],
    sent: (error: Error | null) => void,
  ): void;
  on(event: 'response', listener: (response: MdnsResponse) => void): unknown;
  on(event: 'error' | 'warning', listener: (error: Error) => void): unknown;
  destroy(): void;
}

interface MdnsResponse {
  readonly answers?: readonly MdnsRecord[];
  readonly additionals?: readonly MdnsRecord[];
}

interface MdnsRecord {
  readonly type: string;
  readonly name?: string;
  readonly data?: unknown;
}

export interface NameListener {
  /** `address` advertises itself as `name`, without `.local`. */
  readonly onName: (address: string, name: string) => void;
  /** No names can be heard here; told once. */
  readonly onUnavailable: (reason: string) => void;
}

/** Hears how devices on the own network call themselves, until it is stopped. Failing to is no failure of the scan. */
export function hearNames({ onName, onUnavailable }: NameListener, open: () => Mdns = makeMdns): () => void {
  const known = new Set<string>();
  const asked = new Set<string>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let mdns: Mdns | undefined;

  const stop = () => {
    clearInterval(timer);
    mdns?.destroy();
    mdns = undefined;
  };
  const unavailable = (error: Error) => {
    if (!mdns) return;
    stop();
    onUnavailable(reasonOf(error));
  };
  const ask = (name: string, type: 'PTR' | 'A') =>
    mdns?.query([{ name, type }], (error) => error && unavailable(error));

  const hear = ({ answers = [], additionals = [] }: MdnsResponse) => {
    for (const record of [...answers, ...additionals]) {
      const host = hostOf(record);
      if (host === undefined || asked.size + known.size > MOST_HOSTS) continue;
      if (record.type === 'A' && typeof record.data === 'string') {
        const fact = `${record.data} ${host}`;
        if (!known.has(fact)) onName(record.data, host);
        known.add(fact);
      } else if (record.type === 'SRV' && !asked.has(host)) {
        asked.add(host);
        ask(`${host}.local`, 'A');
      }
    }
  };

  try {
    mdns = open();
    mdns.on('response', hear);
    mdns.on('error', unavailable);
    // Packets that cannot be read, interfaces without multicast: others may still be heard.
    mdns.on('warning', () => {});
    const askAll = () => {
      for (const service of SERVICES) ask(service, 'PTR');
    };
    timer = setInterval(askAll, ASK_EVERY_MS);
    askAll();
  } catch (error) {
    stop();
    onUnavailable(reasonOf(error));
  }
  return stop;
}

/** The host that a record is about, in lower case without `.local`; absent for what is no plain name. */
function hostOf({ type, name, data }: MdnsRecord): string | undefined {
  const target = type === 'SRV' && typeof data === 'object' && data && 'target' in data ? data.target : name;
  if (typeof target !== 'string') return undefined;
  return /^([a-z0-9_-]{1,63})\.local\.?$/.exec(target.toLowerCase())?.[1];
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return `multicast is not possible here${code}`;
}
