import type { DeviceReply, DeviceRequest, HttpExchange } from './http-exchange.ts';
import { type Ask, forwardHttp } from './http-forward.ts';
import { ProxyError } from './problem.ts';
import type { JsonMessage } from './rpc-request.ts';
import {
  admitTarget,
  deviceOf,
  parseTarget,
  resolvingOnce,
  type Target,
  type TargetPolicy,
} from './target.ts';
import { within } from './time-limit.ts';
import { Turnstile } from './turnstile.ts';

/** How one JSON message goes to a device, and its reply comes back as JSON text. */
export type Bridge = (target: Target, message: JsonMessage, signal: AbortSignal) => Promise<string>;

/**
 * The one way to devices, for pages and for the recorder alike: what may not be asked is refused, and no device is
 * asked twice at a time, whoever asks.
 */
export class DeviceGate {
  readonly #policy: TargetPolicy;
  readonly #turnstile = new Turnstile();
  /** Each device on the way of a redirect is waited for, and none of them while another answers. */
  readonly #askInTurn: Ask;

  constructor(policy: TargetPolicy, exchange: HttpExchange) {
    this.#policy = policy;
    this.#askInTurn = (scheme, target, request) =>
      this.#turnstile.pass(deviceOf(target), request.signal, () => exchange.ask(scheme, target, request));
  }

  /**
   * One HTTP request and its whole reply.
   * @param place `host:port`
   * @param request read once the target is known to be allowed
   * @throws ProxyError
   */
  async http(
    place: string,
    signal: AbortSignal,
    request: () => Promise<Omit<DeviceRequest, 'signal'>>,
  ): Promise<DeviceReply> {
    const chain = resolvingOnce(this.#policy);
    const target = await within(signal, admitTarget(parseTarget(place), chain));
    const reply = await forwardHttp(target, { ...(await request()), signal }, chain, this.#askInTurn);
    if (reply.status < 200 || reply.status > 599)
      throw new ProxyError('bad-reply', `the device answered with status ${reply.status}`);
    return reply;
  }

  /** One JSON message and its reply as JSON text. @throws ProxyError */
  async json(
    place: string,
    signal: AbortSignal,
    message: () => Promise<JsonMessage>,
    bridge: Bridge,
  ): Promise<string> {
    const target = await within(signal, admitTarget(parseTarget(place), this.#policy));
    const asked = await message();
    return this.#turnstile.pass(deviceOf(target), signal, () => bridge(target, asked, signal));
  }
}
