/** The only variables of the environment that ever go out, whatever a row should name. */
const KEY_NAME = /^DAVYLAMP_KEY_[A-Z0-9_]+$/;

/** The keys that the owner keeps with the helper, by the names that rows give them: `DAVYLAMP_KEY_ENTSOE`. */
export function environmentKeys(
  env: Readonly<Record<string, unknown>>,
): (name: string) => string | undefined {
  return (name) => {
    const key = KEY_NAME.test(name) ? env[name] : undefined;
    return typeof key === 'string' && key !== '' ? key : undefined;
  };
}
