import * as v from 'valibot';
import type { DeviceCredentials } from '../domain/credentials.ts';
import type { PoolTemplate } from '../domain/pool-template.ts';

const credentials = v.object({ username: v.optional(v.string()), password: v.string() });

const poolTemplates = v.array(
  v.object({
    id: v.string(),
    name: v.string(),
    pools: v.array(v.object({ url: v.string(), user: v.string(), password: v.optional(v.string()) })),
  }),
);

/** What was sealed by another version may lack what this one needs: then it is as if there were none. */
export function checkedCredentials(found: unknown): DeviceCredentials | undefined {
  const checked = v.safeParse(credentials, found);
  return checked.success ? checked.output : undefined;
}

/** The same for templates. */
export function checkedPoolTemplates(found: unknown): readonly PoolTemplate[] {
  const checked = v.safeParse(poolTemplates, found);
  return checked.success ? checked.output : [];
}
