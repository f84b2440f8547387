import type { DeviceAddress } from '../domain/miner.ts';
import type { Introduced } from './introduction.ts';

/** Ports behind which all usual doors of one device are found from one address (see `proxyTransport`), best first. */
const USUAL_PORTS = [80, 4028, 4433];

/** Devices that are asked at one time: browsers keep six connections to the helper, and one of them carries the scan. */
const MOST_ASKED = 5;

interface Host {
  /** Ports that were asked, or wait to be. */
  readonly ports: Set<number>;
  isMiner: boolean;
  waiting: number;
}

/**
 * Has everybody asked who listens: a few at a time, first come first served, one device at no more doors than are needed
 * to know it.
 */
export class DoorKeeper {
  readonly #ask: (address: DeviceAddress) => Promise<Introduced>;
  readonly #onAnswer: (address: DeviceAddress, introduced: Introduced) => void;
  readonly #hosts = new Map<string, Host>();
  readonly #queue: DeviceAddress[] = [];
  readonly #busyHosts = new Set<string>();
  readonly #atWork = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  /** @param ask rejects when nobody can be asked any more */
  constructor(
    ask: (address: DeviceAddress) => Promise<Introduced>,
    onAnswer: (address: DeviceAddress, introduced: Introduced) => void,
  ) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
  }

  /** Hosts that were asked and are no miners. */
  get strangers(): number {
    return [...this.#hosts.values()].filter(({ isMiner, waiting }) => !isMiner && waiting === 0).length;
  }

  /** Hosts that are being asked, or wait for it. */
  get waiting(): number {
    return [...this.#hosts.values()].filter(({ isMiner, waiting }) => !isMiner && waiting > 0).length;
  }

  /** These ports of a host are open; more of them may be told later. */
  opened(host: string, ports: readonly number[]): void {
    const known = this.#hosts.get(host) ?? { ports: new Set<number>(), isMiner: false, waiting: 0 };
    this.#hosts.set(host, known);
    const usual = USUAL_PORTS.some((port) => known.ports.has(port))
      ? undefined
      : USUAL_PORTS.find((port) => ports.includes(port));
    // Behind any other port may be a device of its own.
    const others = ports.filter((port) => !USUAL_PORTS.includes(port) && !known.ports.has(port));
    for (const port of [...(usual === undefined ? [] : [usual]), ...others]) {
      known.ports.add(port);
      known.waiting += 1;
      this.#queue.push({ host, port });
    }
    this.#work();
  }

  /** Resolves when nobody waits any more. @throws what asking threw */
  async idle(): Promise<void> {
    while (this.#atWork.size > 0) await Promise.all(this.#atWork);
    if (this.#failure) throw this.#failure.error;
  }

  #work(): void {
    while (this.#atWork.size < MOST_ASKED && !this.#failure) {
      const next = this.#queue.findIndex(({ host }) => !this.#busyHosts.has(host));
      const [address] = next < 0 ? [] : this.#queue.splice(next, 1);
      if (!address) return;
      const turn: Promise<void> = this.#turn(address).finally(() => {
        this.#atWork.delete(turn);
        this.#work();
      });
      this.#atWork.add(turn);
    }
  }

  async #turn(address: DeviceAddress): Promise<void> {
    const host = this.#hosts.get(address.host);
    if (!host) return;
    this.#busyHosts.add(address.host);
    try {
      const introduced: Introduced = host.isMiner ? { kind: 'stranger' } : await this.#ask(address);
      host.waiting -= 1;
      if (host.isMiner) return;
      host.isMiner = introduced.kind !== 'stranger';
      this.#onAnswer(address, introduced);
    } catch (error) {
      this.#failure ??= { error };
      this.#queue.length = 0;
    } finally {
      this.#busyHosts.delete(address.host);
    }
  }
}
