import type { DeliveryProblem } from '../../src/domain/notification.ts';

/** A message that was not delivered, or of which nobody knows. Holds no secret: see {@link saidBy}. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  /** The provider's own words, in one line. */
  readonly said: string | undefined;
  /** Seconds after which the provider may be asked again, as it says. */
  readonly waitS: number | undefined;
  /** May the message have arrived all the same? Then it is not sent again. */
  readonly mayHaveArrived: boolean;

  constructor(
    readonly problem: DeliveryProblem,
    more: {
      readonly said?: string | undefined;
      readonly waitS?: number | undefined;
      readonly mayHaveArrived?: boolean;
      readonly cause?: unknown;
    } = {},
  ) {
    super(more.said === undefined ? problem : `${problem}: ${more.said}`, { cause: more.cause });
    this.said = more.said;
    this.waitS = more.waitS;
    this.mayHaveArrived = more.mayHaveArrived ?? false;
  }
}

/** What passes by itself, or by the owner's waiting. Anything else would fail the same way again. */
const PASSING: ReadonlySet<DeliveryProblem> = new Set<DeliveryProblem>([
  'throttled',
  'unreachable',
  'timeout',
  'failing',
]);

/**
 * May it be sent again without being told twice? Only what surely did not arrive, or where a second one takes the
 * place of the first.
 */
export function maySendAgain(failure: DeliveryFailed, repeatReplaces: boolean): boolean {
  return PASSING.has(failure.problem) && (repeatReplaces || !failure.mayHaveArrived);
}

/** Why an attempt failed, whatever was thrown. */
export function deliveryFailure(error: unknown): DeliveryFailed {
  if (error instanceof DeliveryFailed) return error;
  // Without its message: that may hold what was to be sent.
  return new DeliveryFailed('refused', { mayHaveArrived: true, cause: error });
}
