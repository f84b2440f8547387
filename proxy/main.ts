import { hasCode } from './error-code.ts';
import { optionsFromEnvironment, type ProxyOptions } from './options.ts';
import { startProxy } from './start.ts';

/** The helper as a process: `npm start` runs it, set up by environment variables. */
try {
  await run(optionsFromEnvironment(process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function run(options: ProxyOptions): Promise<void> {
  const proxy = await startProxy(options).catch((cause: unknown) => {
    throw new Error(whyNotStarted(cause, options), { cause });
  });
  if (!staysOnThisComputer(options.host))
    console.warn(
      `Warning: on ${options.host} the helper is open to the network, and it must not be; start it without --host.`,
    );
  console.log(`The helper listens on ${proxy.url}`);
  const stop = () => void proxy.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** One sentence for the owner, who typed a port and an address and knows no error codes. */
function whyNotStarted(error: unknown, { host, port }: ProxyOptions): string {
  if (hasCode(error, 'EADDRINUSE'))
    return `Port ${port} is taken by another program. Choose another: npm start -- --port ${port === 8790 ? 8791 : 8790}`;
  if (hasCode(error, 'EACCES')) return `Port ${port} may not be used without an administrator's rights.`;
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'))
    return `${host} is not an address of this computer, so the helper cannot listen there; leave --host out.`;
  return error instanceof Error ? error.message : String(error);
}

function staysOnThisComputer(host = 'localhost'): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
