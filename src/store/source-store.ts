import type { EntityTable } from 'dexie';
import type { SourceChoice } from '../domain/source-choice.ts';
import type { Answer } from '../domain/sourced.ts';
import type { SecretVault } from './secret-vault.ts';
import { guarded } from './store-error.ts';

/** What the owner has decided about providers, their keys, and what was last heard of each. Every method throws StoreError. */
export class SourceStore {
  readonly #choices: EntityTable<SourceChoice, 'id'>;
  readonly #answers: EntityTable<Answer, 'key'>;
  readonly #vault: SecretVault;

  constructor(
    choices: EntityTable<SourceChoice, 'id'>,
    answers: EntityTable<Answer, 'key'>,
    vault: SecretVault,
  ) {
    this.#choices = choices;
    this.#answers = answers;
    this.#vault = vault;
  }

  choices(): Promise<SourceChoice[]> {
    return guarded(async () => (await this.#choices.toArray()).filter(isWhole));
  }

  /** Changes one choice in a transaction, so that no other tab's change of it is lost. */
  choose(id: string, edit: (choice: SourceChoice | undefined) => SourceChoice): Promise<SourceChoice> {
    return guarded(() =>
      this.#choices.db.transaction('rw', this.#choices, async () => {
        const choice = edit(await this.#choices.get(id));
        await this.#choices.put(choice);
        return choice;
      }),
    );
  }

  answers(): Promise<Answer[]> {
    return guarded(async () => (await this.#answers.toArray()).filter(isReadable));
  }

  putAnswer(answer: Answer): Promise<void> {
    return guarded(async () => void (await this.#answers.put(answer)));
  }

  /** Forgets what a provider has said: its account is another now, or the owner wants it gone. */
  forgetAnswers(provider: string): Promise<void> {
    return guarded(
      async () => void (await this.#answers.filter((answer) => answer.provider === provider).delete()),
    );
  }

  /** The owner's key for a provider; absent where there is none, or where it can no longer be opened. */
  async key(provider: string): Promise<string | undefined> {
    const key = await this.#vault.open(secretOf(provider));
    return typeof key === 'string' && key !== '' ? key : undefined;
  }

  /** Seals a key; undefined forgets it. */
  saveKey(provider: string, key: string | undefined): Promise<void> {
    return key === undefined
      ? this.#vault.forget(secretOf(provider))
      : this.#vault.seal(secretOf(provider), key);
  }

  /** The providers that a key is kept for. */
  async providersWithKey(): Promise<ReadonlySet<string>> {
    const ids = [...(await this.#vault.ids())].filter((id) => id.startsWith(PREFIX));
    return new Set(ids.map((id) => id.slice(PREFIX.length)));
  }
}

const PREFIX = 'source:';

function secretOf(provider: string): string {
  return PREFIX + provider;
}

/** A choice that is damaged is as if it had not been made: the provider is off. */
function isWhole({ id, enabled, fields }: SourceChoice): boolean {
  const isTold = typeof fields === 'object' && fields !== null;
  return (
    typeof id === 'string' &&
    typeof enabled === 'boolean' &&
    isTold &&
    Object.values(fields).every((field) => typeof field === 'string')
  );
}

/** An answer that is damaged is as if it had not been heard: its question is asked anew. */
function isReadable({ key, quantity, provider, askedAtMs, failures, nextAtMs, heard }: Answer): boolean {
  const isNamed = [key, quantity, provider].every((name) => typeof name === 'string');
  const times = heard ? [heard.atMs, heard.receivedAtMs] : [];
  return isNamed && [askedAtMs, failures, nextAtMs, ...times].every(Number.isFinite);
}
