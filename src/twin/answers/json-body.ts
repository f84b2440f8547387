/** A request's body as an object; undefined where it is none. */
export function jsonBody(body: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const parsed = parse(body ?? '');
  return isObject(parsed) ? parsed : undefined;
}

/** Any JSON; undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Is this an object with fields, and not a list? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
