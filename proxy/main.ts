import type { LanPresence } from './app.ts';
import { hasCode } from './error-code.ts';
import { optionsFromEnvironment, type ProxyOptions, staysOnThisComputer } from './options.ts';
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
  const lan = proxy.lan();
  if (lan) console.log(forOtherDevices(lan));
  console.log(`The helper listens on ${proxy.url}`);
  const stop = () => void proxy.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** One sentence for the owner, who typed a port and an address and knows no error codes. */
function whyNotStarted(error: unknown, { host, port: usual = 0, lan }: ProxyOptions): string {
  // What fails by a path is a file; all else that the system refuses is an address to listen on.
  if (error instanceof Error && 'path' in error && 'code' in error)
    return `${error.path} cannot be used (${error.code}): it must belong to whoever starts Davylamp, on a disk that has room and may be written to.`;
  const port = error instanceof Error && 'port' in error ? Number(error.port) : usual;
  if (hasCode(error, 'EADDRINUSE')) {
    const taken = `Port ${port} is taken by another program. Choose another: npm start --`;
    if (lan && port === lan.port) return `${taken} --lan --lan-port ${port + 10}`;
    if (lan && port === lan.certificatePort) return `${taken} --lan --certificate-port ${port + 10}`;
    return `${taken} --port ${port === 8790 ? 8791 : 8790}`;
  }
  if (hasCode(error, 'EACCES')) return `Port ${port} may not be used without an administrator's rights.`;
  if (hasCode(error, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'))
    return `${host} is not an address of this computer, so the helper cannot listen there; leave --host out.`;
  return error instanceof Error ? error.message : String(error);
}

/** What the owner needs for a phone; the fingerprint stands here too, because no phone should trust one it cannot compare. */
function forOtherDevices({ origins: [origin], certificate }: LanPresence): string {
  if (origin === undefined)
    return 'For phones: this computer has no address in a home network just now. Connect it to one.';
  return [
    'For phones and other devices in your home:',
    `   ${origin}  (pair them under Settings → Phone and other devices)`,
    `   ${certificate.urls[0]}  tells how to trust its certificate first. SHA-256:`,
    ...(certificate.fingerprint.match(/.{1,48}/g) ?? []).map((line) => `      ${line.replace(/:$/, '')}`),
  ].join('\n');
}
