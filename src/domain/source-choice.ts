/** What the owner has decided about one provider. Without one, a provider is off: nothing is sent to it. */
export interface SourceChoice {
  /** Id of an Upstream. */
  readonly id: string;
  readonly enabled: boolean;
  readonly changedAtMs: number;
  /** What the provider must be told to answer: a zone, a tariff, an account. Never a key. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A choice for a provider that nothing has been decided of. */
export function undecided(id: string): SourceChoice {
  return { id, enabled: false, changedAtMs: 0, fields: {} };
}
