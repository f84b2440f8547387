import type { DeviceTransport } from '../../src/devices/transport.ts';

/**
 * A power cut between two steps of a program: from the given step on nothing that it asks of store or network is done, and
 * nothing that it waits for ever comes, as in a process that is killed. A request counts twice: when it leaves, and when its
 * answer comes, so that a command may also have been taken by a device whose answer nobody heard.
 */
export class PowerCut {
  #atStep: number;
  #steps = 0;
  #cut: () => void = () => {};
  /** Resolves in the moment of the cut. */
  readonly moment = new Promise<void>((resolve) => {
    this.#cut = resolve;
  });

  /** @param atStep the first one that is not done; absent: there is none */
  constructor(atStep = Number.POSITIVE_INFINITY) {
    this.#atStep = atStep;
  }

  get isNever(): boolean {
    return this.#atStep === Number.POSITIVE_INFINITY;
  }

  /** Cuts it now: the next step is not done any more. */
  now(): void {
    this.#atStep = 0;
  }

  /** The same object, for as long as there is power; `own` are parts of it that are given otherwise. */
  over<T extends object>(whole: T, own: Partial<T>): T {
    return new Proxy(whole, {
      get: (target, name) => {
        if (name in own) return Reflect.get(own, name);
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...given: readonly unknown[]) => this.#step(async () => Reflect.apply(value, target, given));
      },
    });
  }

  onTheWay(transport: DeviceTransport): DeviceTransport {
    const way = this.over(transport, {});
    return {
      http: (request) => this.#heard(way.http(request)),
      rpc: (command, options) => this.#heard(way.rpc(command, options)),
      message: (request) => this.#heard(way.message(request)),
    };
  }

  async #heard<T>(answer: Promise<T>): Promise<T> {
    const came = await answer;
    return this.#step(async () => came);
  }

  #step<T>(work: () => Promise<T>): Promise<T> {
    this.#steps += 1;
    if (this.#steps < this.#atStep) return work();
    this.#cut();
    return new Promise<T>(() => {});
  }
}
